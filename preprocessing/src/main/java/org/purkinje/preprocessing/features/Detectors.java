package org.purkinje.preprocessing.features;

import java.util.HashMap;
import java.util.Map;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.QrsDetector;

/** The detectors of a task, one of a kind for each sampling frequency. */
final class Detectors {

  private final Map<Double, QrsDetector> qrs = new HashMap<>();
  private final Map<Double, PulseDetector> pulses = new HashMap<>();

  /**
   * @param fs Hz, at least {@link QrsDetector#MIN_FS_HZ}
   */
  QrsDetector qrs(double fs) {
    return qrs.computeIfAbsent(fs, QrsDetector::new);
  }

  /**
   * @param fs Hz
   */
  PulseDetector pulses(double fs) {
    return pulses.computeIfAbsent(fs, PulseDetector::new);
  }
}
