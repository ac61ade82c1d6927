package org.purkinje.ingest.inspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SampleType;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.SignalsTable;

/** Builds a {@link ChannelSummary} chunk by chunk. */
final class ChannelProbe {

  /** Samples digested at a time. */
  private static final int BLOCK = 1 << 14;

  private final Channel channel;
  private final Sentinels sentinels;
  private final Sha256 digest = new Sha256();
  private final WaveformHash waveform;
  private final Runs runs;
  private final ByteBuffer bytes =
      ByteBuffer.allocate(BLOCK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private int bits = Short.SIZE;
  private long samples;
  private long found;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  ChannelProbe(Channel channel, Sentinels sentinels) {
    this.channel = channel;
    this.sentinels = sentinels;
    this.waveform = new WaveformHash(channel);
    this.runs = new Runs(Math.max(2, (int) Math.ceil(channel.fs())));
  }

  void add(SignalChunk chunk) {
    found += sentinels.count(chunk);
    int[] stored = sentinels.asMissing(chunk).samples();
    Channel as = chunk.channel();
    samples += stored.length;
    digest(stored);
    runs.add(as, stored);
    int[] ends = runs.ends();
    if (runs.hasValue()) {
      bits = Math.max(bits, SignalsTable.bits(ends[0], ends[1]));
      // The ends in physical units, since segments may differ in scale.
      double[] physical = as.type().toPhysical(ends, as.scale(), as.missingCode());
      least = Math.min(least, Math.min(physical[0], physical[1]));
      most = Math.max(most, Math.max(physical[0], physical[1]));
    }
    if (runs.missing() > 0) {
      bits = Math.max(bits, SignalsTable.bits(as.missingCode(), as.missingCode()));
    }
    waveform.add(as, stored, ends);
  }

  long samples() {
    return samples;
  }

  ChannelSummary summary() {
    runs.finish();
    boolean hasValue = least <= most;
    return new ChannelSummary(
        channel,
        channel.type() == SampleType.FLOAT ? Integer.SIZE : bits,
        samples,
        runs.missing(),
        runs.flat(),
        least == most ? 0 : runs.clipped(),
        found,
        hasValue ? least : Double.NaN,
        hasValue ? most : Double.NaN,
        digest.hex(),
        waveform.hex());
  }

  private void digest(int[] stored) {
    for (int from = 0; from < stored.length; from += BLOCK) {
      int count = Math.min(BLOCK, stored.length - from);
      bytes.clear().asIntBuffer().put(stored, from, count);
      bytes.limit(count * Integer.BYTES);
      digest.add(bytes);
    }
  }
}
