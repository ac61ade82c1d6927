package org.purkinje.biosignal.edf;

import java.util.Optional;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * One signal of the header.
 *
 * @param label e.g. {@code ECG II}
 * @param transducer as written
 * @param scale from the physical and digital minimum and maximum; empty if they give none
 * @param prefiltering as written
 * @param samples in one data record; 0 if there are none
 */
record EdfSignal(
    String label, String transducer, Optional<AdcScale> scale, String prefiltering, int samples) {

  /** Whether it is a channel of the record. */
  boolean isChannel() {
    return !isAnnotations() && scale.isPresent() && samples > 0;
  }

  /** Whether it holds no samples but annotations as text. */
  boolean isAnnotations() {
    return label.equals("EDF Annotations") || label.equals("BDF Annotations");
  }
}
