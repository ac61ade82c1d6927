package org.purkinje.preprocessing.records;

import java.util.Optional;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.biosignal.signal.SamplingFrequency;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * A channel of a record as {@code signals} holds it.
 *
 * @param index place among the record's channels
 * @param lead that ingest found, or the one that the name tells, or the name
 * @param fs sampling frequency, Hz
 * @param samples of all its chunks
 * @param sha256 waveform hash
 */
public record StoredChannel(
    int index,
    String name,
    SignalKind kind,
    String lead,
    String unit,
    double fs,
    long samples,
    String sha256) {

  /** Whether a device may have such a rate. */
  public boolean hasRate() {
    return SamplingFrequency.isPossible(fs);
  }

  /**
   * What a reject says of a rate that no device has.
   *
   * @param fs the rate, Hz
   */
  public static String rateText(double fs) {
    return "sampling frequency %s Hz, 0.01 to 1000000 allowed".formatted(fs);
  }

  /** The channel with the samples of more of its chunks. */
  StoredChannel plus(StoredChannel more) {
    return new StoredChannel(index, name, kind, lead, unit, fs, samples + more.samples, sha256);
  }

  /**
   * @param lead of {@code signals}, if there is one
   */
  static String lead(Optional<String> lead, String name) {
    return lead.filter(found -> !found.isEmpty())
        .map(found -> Lead.ofChannel(found).map(Lead::label).orElse(found))
        .or(() -> Lead.ofChannel(name).map(Lead::label))
        .orElse(name);
  }
}
