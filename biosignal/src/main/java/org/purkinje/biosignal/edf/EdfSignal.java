package org.purkinje.biosignal.edf;

import org.purkinje.biosignal.signal.AdcScale;

/**
 * One signal of the header.
 *
 * @param label e.g. {@code ECG II}
 * @param transducer as written
 * @param scale from the physical and digital minimum and maximum
 * @param prefiltering as written
 * @param samples in one data record, at least 1
 */
record EdfSignal(
    String label, String transducer, AdcScale scale, String prefiltering, int samples) {

  /** Whether it holds no samples but annotations as text. */
  boolean isAnnotations() {
    return label.equals("EDF Annotations") || label.equals("BDF Annotations");
  }
}
