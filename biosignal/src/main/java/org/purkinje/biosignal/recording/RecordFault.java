package org.purkinje.biosignal.recording;

import java.io.Serializable;
import java.util.Locale;
import org.purkinje.biosignal.MalformedFileException;

/**
 * A part of a record that is left out or not verified, while the rest of the record is sound.
 *
 * @param source the file at fault, e.g. {@code mitdb/100.atr}
 * @param place where in it: a channel, line and field, byte offset
 * @param problem what was found, then what became of the part
 */
public record RecordFault(Part part, String source, String place, String problem)
    implements Serializable {

  /** What is left out or not verified. */
  public enum Part {
    /** A channel, or a stretch of it, cannot be read or has no scale. */
    CHANNEL,
    /** An annotator's annotations, or the last of them. */
    ANNOTATIONS,
    /** What a file says beside its samples. */
    NOTES,
    /** A checksum that is a placeholder, so that the samples are not verified. */
    CHECKSUM,
    /** The file holds more than the length that it states. */
    LENGTH,
    /** Date or time of the first sample. */
    START;

    /** The name used in tables, e.g. {@code channel}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static RecordFault of(Part part, MalformedFileException e) {
    return new RecordFault(part, e.source(), e.place(), e.problem());
  }
}
