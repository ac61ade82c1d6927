package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much the publisher says that the whole corpus holds. A folder may hold less, so that a
 * difference is told and no fault.
 *
 * @param records those that {@code excluded} leaves in; 0 where their number is not known
 * @param channels numbers of channels that a record may have; none where that is not known
 */
public record Expected(long records, List<Integer> channels) implements Serializable {

  public Expected {
    if (records < 0) {
      throw new IllegalArgumentException("records must be 0 or more, got " + records);
    }
    for (int number : channels) {
      if (number < 1) {
        throw new IllegalArgumentException("channels must be 1 or more each, got " + number);
      }
    }
  }

  /** How many records are published, if that is known. */
  public OptionalLong published() {
    return records == 0 ? OptionalLong.empty() : OptionalLong.of(records);
  }

  /**
   * What differs, in words; empty if nothing does.
   *
   * @param found records accepted or rejected
   * @param otherChannels records accepted that have another number of channels
   */
  public Optional<String> difference(long found, long otherChannels) {
    List<String> differences = new ArrayList<>();
    if (records != 0 && found != records) {
      differences.add(
          String.format(
              Locale.ROOT,
              "%,d records found, %,d published; the folder may hold %s",
              found,
              records,
              found < records ? "a part of the corpus" : "another version"));
    }
    if (otherChannels > 0) {
      differences.add(
          String.format(
              Locale.ROOT,
              "%,d records have another number of channels than %s",
              otherChannels,
              String.join(" or ", channels.stream().map(String::valueOf).toList())));
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }
}
