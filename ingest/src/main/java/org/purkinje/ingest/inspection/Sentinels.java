package org.purkinje.ingest.inspection;

import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.recording.SampleType;
import org.purkinje.biosignal.recording.SignalChunk;

/**
 * Digital samples that a corpus uses for something else than a measurement: they are stored as
 * missing samples, so that no reader takes them for millivolts.
 *
 * @param codes ascending
 */
public record Sentinels(int[] codes) {

  public static Sentinels of(List<Integer> codes) {
    return new Sentinels(codes.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** How many samples of a chunk are sentinels; of real numbers none is. */
  long count(SignalChunk chunk) {
    return isWithout(chunk) ? 0 : Arrays.stream(chunk.samples()).filter(this::has).count();
  }

  /** The chunk with its missing code in place of sentinels; itself where it has none. */
  public SignalChunk asMissing(SignalChunk chunk) {
    if (count(chunk) == 0) {
      return chunk;
    }
    int missing = chunk.channel().missingCode();
    return new SignalChunk(
        chunk.index(),
        chunk.channel(),
        chunk.startSample(),
        Arrays.stream(chunk.samples()).map(sample -> has(sample) ? missing : sample).toArray());
  }

  private boolean isWithout(SignalChunk chunk) {
    return codes.length == 0 || chunk.channel().type() != SampleType.INTEGER;
  }

  private boolean has(int sample) {
    return Arrays.binarySearch(codes, sample) >= 0;
  }
}
