package org.purkinje.preprocessing.records;

import java.util.HashMap;
import java.util.Map;

/** Keys of the signals in a config, which may be left out. */
public final class SignalKeys {

  private static final Map<String, String> ABSENT =
      Map.of(
          "SignalSpec.take", "first",
          "SignalSpec.minBeats", "0",
          "SignalSpec.minQuality", "0",
          "SignalSpec.maxNoise", "0",
          "SignalSpec.maxFlatSeconds", "0",
          "SignalSpec.maxClippedSeconds", "0",
          "Band.notchHz", "0");

  private SignalKeys() {}

  /**
   * What stands for keys that are left out.
   *
   * @param others of the job, by class and component
   */
  public static Map<String, String> withAbsent(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(ABSENT);
    all.putAll(others);
    return Map.copyOf(all);
  }
}
