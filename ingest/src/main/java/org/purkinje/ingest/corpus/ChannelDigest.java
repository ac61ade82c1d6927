package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * What a whole channel's digital samples come to.
 *
 * @param sha256 SHA-256 over the samples as little-endian int32, hex: the waveform hash
 * @param bits 16 if every sample fits, else 32
 */
public record ChannelDigest(String sha256, int bits) implements Serializable {

  /** Builds the digest chunk by chunk. */
  static final class Builder {

    private final Sha256 digest = new Sha256();
    private int bits = Short.SIZE;

    void add(int[] digital) {
      ByteBuffer bytes =
          ByteBuffer.allocate(digital.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asIntBuffer().put(digital);
      digest.add(bytes.array());
      bits = Math.max(bits, SignalsTable.bits(digital));
    }

    ChannelDigest build() {
      return new ChannelDigest(digest.hex(), bits);
    }
  }
}
