package org.purkinje.ingest.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.signal.AdcScale;

/** Counts are checked against channels whose faults are placed by hand. */
class ChannelProbeTest {

  private static final Channel CHANNEL =
      Channel.ofIntegers("II", 4, new AdcScale(100, 10, "mV"), -32_768);

  @Test
  void countsMissingFlatAndClippedSamples() {
    int[] stored = {1, 2, -32_768, 5, 5, 5, 5, 5, 2, 9, 9, 9, 3, 9, 9, 0, 9, 9, 9, 9};
    ChannelSummary summary = summary(CHANNEL, stored.length, stored);
    assertThat(summary.samples()).isEqualTo(20);
    assertThat(summary.missing()).isEqualTo(1);
    assertThat(summary.flat()).as("five fives and four nines, at 4 Hz").isEqualTo(9);
    assertThat(summary.clipped()).as("three and four nines at the top").isEqualTo(7);
    assertThat(summary.least()).isEqualTo(-0.1);
    assertThat(summary.most()).isEqualTo(-0.01);
  }

  @Test
  void countsSentinels() {
    ChannelProbe probe = new ChannelProbe(CHANNEL, Sentinels.of(List.of(32_767, 29_999)));
    probe.add(new SignalChunk(0, CHANNEL, 0, new int[] {32_767, 1, 29_999, 32_767}));
    ChannelSummary summary = probe.summary();
    assertThat(summary.sentinels()).isEqualTo(3);
    assertThat(summary.missing()).as("they are missing, too").isEqualTo(3);
    assertThat(summary.most()).as("their value is no measurement").isEqualTo(-0.09);
  }

  /** Oracle: the same channel with the missing code where it has sentinels. */
  @Test
  void takesSentinelsForMissingSamples() {
    ChannelProbe probe = new ChannelProbe(CHANNEL, Sentinels.of(List.of(32_767)));
    probe.add(new SignalChunk(0, CHANNEL, 0, new int[] {5, 32_767, 7, 7, 32_767, 1}));
    ChannelSummary expected = summary(CHANNEL, 6, new int[] {5, -32_768, 7, 7, -32_768, 1});
    assertThat(probe.summary().sha256()).isEqualTo(expected.sha256());
    assertThat(probe.summary().waveformHash()).isEqualTo(expected.waveformHash());
  }

  @Test
  void doesNotDependOnTheChunks() {
    int[] stored = new Random(5).ints(1000, -3, 3).toArray();
    ChannelSummary whole = summary(CHANNEL, 1000, stored);
    for (int chunk : new int[] {1, 7, 999}) {
      assertThat(summary(CHANNEL, chunk, stored)).isEqualTo(whole);
    }
  }

  @Test
  void countsInFloatsWhatItCountsInIntegers() {
    int[] integers = new Random(6).ints(1000, -3, 3).toArray();
    int[] floats = Arrays.stream(integers).map(Channel::floatBits).toArray();
    ChannelSummary expected = summary(CHANNEL, 100, integers);
    ChannelSummary found =
        summary(Channel.ofFloats("II", 4, new AdcScale(100, 10, "mV")), 100, floats);
    assertThat(found.flat()).isEqualTo(expected.flat());
    assertThat(found.clipped()).isEqualTo(expected.clipped());
    assertThat(found.least()).isEqualTo(expected.least());
    assertThat(found.bits()).isEqualTo(32);
  }

  @Test
  void givesEqualWaveformsOneHashWhateverTheirStorage() {
    int[] microvolts = new Random(7).ints(1000, -2000, 2000).toArray();
    microvolts[5] = Integer.MIN_VALUE;
    Channel uV = Channel.ofIntegers("II", 4, new AdcScale(1, 0, "uV"), Integer.MIN_VALUE);
    Channel mV = Channel.ofIntegers("II", 4, new AdcScale(1000, 7, "mV"), -32_768);
    Channel wide = Channel.ofIntegers("II", 4, new AdcScale(100_000, 0, "mV"), -1);
    Channel floats = Channel.ofFloats("II", 4, new AdcScale(1, 0, "mV"));
    String hash = summary(uV, 100, microvolts).waveformHash();
    assertThat(summary(mV, 300, each(microvolts, v -> v + 7, -32_768)).waveformHash())
        .isEqualTo(hash);
    assertThat(summary(wide, 300, each(microvolts, v -> 100 * v, -1)).waveformHash())
        .isEqualTo(hash);
    int missing = Channel.MISSING_FLOAT;
    assertThat(
            summary(floats, 300, each(microvolts, v -> Channel.floatBits(v / 1000.0), missing))
                .waveformHash())
        .isEqualTo(hash);
    microvolts[999]++;
    assertThat(summary(uV, 100, microvolts).waveformHash()).isNotEqualTo(hash);
  }

  private static int[] each(int[] values, IntUnaryOperator change, int missing) {
    return Arrays.stream(values)
        .map(v -> v == Integer.MIN_VALUE ? missing : change.applyAsInt(v))
        .toArray();
  }

  private static ChannelSummary summary(Channel channel, int chunk, int[] stored) {
    ChannelProbe probe = new ChannelProbe(channel, Sentinels.of(List.of()));
    IntStream.iterate(0, from -> from < stored.length, from -> from + chunk)
        .forEach(
            from ->
                probe.add(
                    new SignalChunk(
                        0,
                        channel,
                        from,
                        Arrays.copyOfRange(stored, from, Math.min(from + chunk, stored.length)))));
    return probe.summary();
  }
}
