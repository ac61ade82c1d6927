package org.purkinje.preprocessing.windows;

import java.util.Optional;
import org.purkinje.biosignal.signal.Lead;
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
record StoredChannel(
    int index,
    String name,
    SignalKind kind,
    String lead,
    String unit,
    double fs,
    long samples,
    String sha256) {

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
