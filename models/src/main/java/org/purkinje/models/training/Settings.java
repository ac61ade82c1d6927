package org.purkinje.models.training;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** An objective's settings while they are read: every key is needed and none may be left over. */
public final class Settings {
  private final String type;
  private final TreeMap<String, String> unread;

  public Settings(String type, Map<String, String> settings) {
    this.type = type;
    this.unread = new TreeMap<>(settings);
  }

  public String text(String key) {
    String value = unread.remove(key);
    if (value == null) {
      throw new IllegalArgumentException("%s needs the setting %s".formatted(type, key));
    }
    return value;
  }

  public double real(String key) {
    return number(key, "a number", Double::parseDouble);
  }

  public int integer(String key) {
    return number(key, "a whole number", Integer::parseInt);
  }

  public void refuseUnread() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("%s has no setting %s".formatted(type, unread.firstKey()));
    }
  }

  private <T> T number(String key, String kind, Function<String, T> parse) {
    String value = text(key);
    try {
      return parse.apply(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s must be %s, got %s".formatted(type, key, kind, value), e);
    }
  }
}
