package org.purkinje.biosignal.recording;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A record opened for reading, in memory that does not grow with its length.
 *
 * <pre>{@code
 * List<SignalChunk> chunks;
 * while (!(chunks = record.read(65_536)).isEmpty()) {
 *   // one chunk for each channel that goes on
 * }
 * }</pre>
 */
public interface SignalRecord extends Closeable {

  /** Rate at which {@link #length()} counts, Hz. */
  double fs();

  /** The channels, in the file's order; one that cannot be used is among the {@link #faults}. */
  List<Channel> channels();

  /**
   * Date and time of the first sample in ISO 8601, or the one of them that is known; empty if the
   * file has none or an impossible one.
   */
  default Optional<String> startedAt() {
    return Optional.empty();
  }

  /**
   * What else the file says, one fact a line, e.g. {@code Age: 61}: header comments, or names and
   * values of fields.
   */
  List<String> notes() throws IOException;

  /**
   * Reads on from where the last call ended. A channel's chunks follow each other without a gap;
   * where the file has one, they hold missing samples.
   *
   * @param maxSamples most samples of one channel to read, at least 1; formats that store channels
   *     in blocks may give fewer, never more
   * @return in order of the channels; empty once the record has ended
   * @throws org.purkinje.biosignal.MalformedFileException if the file is damaged; a checksum that
   *     does not hold is found at the latest when the list is empty
   */
  List<SignalChunk> read(int maxSamples) throws IOException;

  /**
   * Length of the longest channel in time, samples at {@link #fs()}; known once {@link #read} has
   * come to the end.
   */
  long length();

  /**
   * The record's annotations, by annotator, then in the file's order; may be called at any time.
   * Those that cannot be read are left out and among the {@link #faults}.
   */
  default List<RecordAnnotation> annotations() throws IOException {
    return List.of();
  }

  /**
   * What of the record is left out or not verified, though the rest is sound; complete once {@link
   * #read} has come to the end and {@link #notes} and {@link #annotations} were called.
   */
  default List<RecordFault> faults() {
    return List.of();
  }
}
