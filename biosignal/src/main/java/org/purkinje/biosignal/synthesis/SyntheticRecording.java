package org.purkinje.biosignal.synthesis;

import java.util.List;

/**
 * One subject's recording with its truth. The sample arrays are not copied.
 *
 * @param name record name, e.g. {@code synth000042}
 * @param fs sampling frequency of all signals, Hz
 * @param signals samples in the units of {@link SyntheticChannel}, shape [channels][samples] in the
 *     order of its constants; {@code NaN} where missing
 * @param beats beats whose R peak lies in the recording, in order of time
 * @param rhythms rhythm of the whole recording
 * @param faults faults in order of start
 */
public record SyntheticRecording(
    String name,
    SubjectProfile subject,
    double fs,
    List<double[]> signals,
    List<SyntheticBeat> beats,
    List<RhythmSpan> rhythms,
    List<Fault> faults) {

  public SyntheticRecording {
    signals = List.copyOf(signals);
    beats = List.copyOf(beats);
    rhythms = List.copyOf(rhythms);
    faults = List.copyOf(faults);
  }

  /** Samples of one channel, shape [samples]; the recording's own array. */
  public double[] signal(SyntheticChannel channel) {
    return signals.get(channel.ordinal());
  }

  /** Samples in each signal. */
  public int samples() {
    return signals.get(0).length;
  }
}
