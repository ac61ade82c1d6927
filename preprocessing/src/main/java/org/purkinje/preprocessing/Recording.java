package org.purkinje.preprocessing;

import java.util.Optional;
import org.purkinje.biosignal.window.RawSignal;

/**
 * One record's ECG, PPG and ABP.
 *
 * @param person who it is of
 * @param alignment whether their clocks agree below a sample: simultaneous or unknown
 * @param ecgLead the chosen lead, or the channel's name where that tells no lead; empty without ECG
 * @param waveformSha256 waveform hash of the first of ECG, PPG and ABP that is present
 */
record Recording(
    String corpus,
    String record,
    String subject,
    Person person,
    String alignment,
    Optional<String> ecgLead,
    RawSignal ecg,
    RawSignal ppg,
    RawSignal abp,
    String waveformSha256) {

  /** Whether there is a signal that a model could learn from. */
  boolean isLearnable() {
    return ecg.samples().length > 0 || ppg.samples().length > 0;
  }
}
