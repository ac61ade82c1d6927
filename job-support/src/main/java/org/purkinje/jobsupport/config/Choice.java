package org.purkinje.jobsupport.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * One of the records of a sealed interface. In YAML it is a group whose one key names the record
 * and holds its keys:
 *
 * <pre>{@code
 * format:
 *   wfdb: {annotators: [atr]}
 * }</pre>
 *
 * <p>A record whose only component is a record called {@code layout} takes that record's keys.
 *
 * @param type the record
 */
record Choice(Class<?> type) {

  static boolean isChoice(Class<?> type) {
    return type.isInterface() && type.isSealed();
  }

  /** In the order of the interface's {@code permits}. */
  static List<Choice> of(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .map(permitted -> new Choice(permitted))
        .toList();
  }

  /** The key, e.g. {@code wfdb}. */
  String key() {
    return ConfigKeys.kebab(type.getSimpleName());
  }

  /** The record whose keys the group holds. */
  Class<?> group() {
    return hasLayout() ? type.getRecordComponents()[0].getType() : type;
  }

  /** The choice around what {@link #group()} was read into. */
  Object with(Object group) {
    if (!hasLayout()) {
      return group;
    }
    try {
      return type.getDeclaredConstructor(group()).newInstance(group);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot make a " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private boolean hasLayout() {
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 1
        && components[0].getName().equals("layout")
        && components[0].getType().isRecord();
  }
}
