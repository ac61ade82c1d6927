package org.purkinje.biosignal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A record read to its end, every chunk compared with what {@link SignalRecord} promises.
 *
 * @param stored numbers as stored, shape [channels][samples]
 */
public record WholeRecord(List<Channel> channels, int[][] stored, long length) {

  /** Opens and reads a file's only record. */
  public static WholeRecord read(
      RecordFormat format, RecordFolder folder, String fileName, int maxSamples)
      throws IOException {
    try (RecordFile file = format.open(folder, fileName)) {
      assertThat(file.members()).containsExactly(RecordFile.WHOLE);
      try (SignalRecord record = file.open(RecordFile.WHOLE)) {
        return read(record, maxSamples);
      }
    }
  }

  public static WholeRecord read(SignalRecord record, int maxSamples) throws IOException {
    int[][] stored = new int[record.channels().size()][0];
    List<SignalChunk> chunks;
    while (!(chunks = record.read(maxSamples)).isEmpty()) {
      for (SignalChunk chunk : chunks) {
        int c = chunk.index();
        assertThat(chunk.startSample()).isEqualTo(stored[c].length);
        assertThat(chunk.samples().length).isBetween(1, maxSamples);
        int from = stored[c].length;
        stored[c] = Arrays.copyOf(stored[c], from + chunk.samples().length);
        System.arraycopy(chunk.samples(), 0, stored[c], from, chunk.samples().length);
      }
    }
    return new WholeRecord(record.channels(), stored, record.length());
  }

  /** SHA-256 over a channel's stored numbers as little-endian int32, hex. */
  public String sha256(int channel) {
    ByteBuffer bytes =
        ByteBuffer.allocate(stored[channel].length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(stored[channel]);
    return sha256(bytes.array());
  }

  /** SHA-256 over a text in UTF-8, hex. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A channel in its unit. */
  public double[] physical(int channel) {
    Channel of = channels.get(channel);
    return of.type().toPhysical(stored[channel], of.scale(), of.missingCode());
  }
}
