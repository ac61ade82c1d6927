package org.purkinje.pretrain.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.models.random.DrawStream;

/** A batch without pairs, or with one subject's windows alone, would still lower a loss. */
class ShardEpochTest {

  @Test
  void dealsEveryWindowOnceWhereAllAreOfOneKind() {
    int[][] batches = ShardEpoch.batches(shard(37, 37, 40), composition(8, 0.5), 0, 2);
    assertThat(batches).hasDimensions(4, 8);
    assertThat(rows(batches)).doesNotHaveDuplicates().allMatch(row -> row >= 0 && row < 37);
  }

  /** As in mitdb beside cinc2015: 12 pairs among 100 windows. */
  @Test
  void fillsEachBatchWithTheShareOfPairsAskedFor() {
    List<TrainingWindow> shard = shard(100, 12, 100);
    for (int[] batch : ShardEpoch.batches(shard, composition(16, 0.5), 0, 0)) {
      assertThat(Arrays.stream(batch).filter(row -> shard.get(row).isTrustedPair())).hasSize(8);
    }
    for (int[] batch : ShardEpoch.batches(shard, composition(16, 0), 0, 0)) {
      assertThat(Arrays.stream(batch).noneMatch(row -> shard.get(row).isTrustedPair())).isTrue();
    }
  }

  @Test
  void dealsRarePairsEquallyOften() {
    List<TrainingWindow> shard = shard(480, 12, 480);
    Map<Integer, Long> times =
        rows(ShardEpoch.batches(shard, composition(16, 0.5), 0, 0)).stream()
            .filter(row -> shard.get(row).isTrustedPair())
            .collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    assertThat(times).hasSize(12).allSatisfy((row, n) -> assertThat(n).isEqualTo(30 * 8 / 12));
  }

  /** 4 windows of a subject in 256, so 1 in 32 and 4 in 256. */
  @Test
  void holdsASubjectToItsShareOfABatch() {
    assertThat(composition(32, 0.5).windowsPerSubject()).isEqualTo(1);
    assertThat(composition(256, 0.5).windowsPerSubject()).isEqualTo(4);
    // A third of the windows is of subject 0.
    List<TrainingWindow> shard = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      shard.add(new TrainingWindow("w" + i, i, i % 3 == 0 ? 0 : i, "c", Map.of(), false));
    }
    int[][] batches = ShardEpoch.batches(shard, composition(32, 0), 0, 0);
    for (int[] batch : batches) {
      assertThat(Arrays.stream(batch).filter(row -> shard.get(row).subjectKey() == 0).count())
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void spreadsTooFewSubjectsEvenly() {
    List<TrainingWindow> shard = shard(300, 300, 10);
    for (int[] batch : ShardEpoch.batches(shard, composition(32, 1), 0, 0)) {
      Map<Long, Long> bySubject =
          Arrays.stream(batch)
              .boxed()
              .collect(
                  Collectors.groupingBy(row -> shard.get(row).subjectKey(), Collectors.counting()));
      assertThat(bySubject.values()).allMatch(n -> n <= 6);
    }
  }

  /**
   * 10,000, 400 and 25 windows: shares n^0.5 are 100, 20 and 5 of 125. Windows lie in ten shards at
   * random, so that some shards lack much of the smallest corpus.
   */
  @Test
  void mixesCorporaByThePowerOfTheirSizeWithinAPercent() {
    Map<String, Long> sizes = Map.of("large", 10_000L, "middle", 400L, "small", 25L);
    List<String> windows = new ArrayList<>();
    sizes.forEach((corpus, n) -> windows.addAll(Collections.nCopies(n.intValue(), corpus)));
    Collections.sort(windows);
    Collections.shuffle(windows, new Random(7));
    Composition composition = new Composition(32, 0, CorpusMix.of(sizes, 0.5), 3);
    Map<String, Integer> dealt = new TreeMap<>();
    int all = 0;
    for (int number = 0; number < 10; number++) {
      List<TrainingWindow> shard = new ArrayList<>();
      for (int i = number; i < windows.size(); i += 10) {
        shard.add(new TrainingWindow("w" + i, i, i, windows.get(i), Map.of(), false));
      }
      for (int row : rows(ShardEpoch.batches(shard, composition, number, 0))) {
        dealt.merge(shard.get(row).corpus(), 1, Integer::sum);
        all++;
      }
    }
    assertThat(dealt.getOrDefault("large", 0) / (double) all).isCloseTo(0.80, within(0.01));
    assertThat(dealt.getOrDefault("middle", 0) / (double) all).isCloseTo(0.16, within(0.01));
    assertThat(dealt.getOrDefault("small", 0) / (double) all).isCloseTo(0.04, within(0.01));
  }

  /** Half of the deals are of a corpus with four windows of one person. */
  @Test
  void dealsATinyCorpusAgainAndAgainEquallyOften() {
    List<TrainingWindow> shard = new ArrayList<>();
    for (int i = 0; i < 3_200; i++) {
      shard.add(
          new TrainingWindow("w" + i, i, i < 4 ? -1 : i, i < 4 ? "tiny" : "c", Map.of(), false));
    }
    Composition composition =
        new Composition(32, 0, CorpusMix.of(Map.of("tiny", 4L, "c", 3_196L), 0), 3);
    Map<Integer, Long> times =
        rows(ShardEpoch.batches(shard, composition, 0, 0)).stream()
            .filter(row -> row < 4)
            .collect(Collectors.groupingBy(row -> row, Collectors.counting()));
    assertThat(times.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_600);
    assertThat(times.values()).allSatisfy(n -> assertThat(n).isBetween(398L, 402L));
  }

  @Test
  void composesShardsAndEpochsApart() {
    Composition composition = composition(8, 0.5);
    int[][] first = ShardEpoch.batches(shard(64, 64, 64), composition, 0, 0);
    assertThat(ShardEpoch.batches(shard(64, 64, 64), composition, 0, 0)).isDeepEqualTo(first);
    assertThat(rows(ShardEpoch.batches(shard(64, 64, 64), composition, 0, 1)))
        .isNotEqualTo(rows(first));
    assertThat(rows(ShardEpoch.batches(shard(64, 64, 64), composition, 1, 0)))
        .isNotEqualTo(rows(first));
  }

  /** Streams that start a step apart in one sequence would share all draws but the first. */
  @Test
  void sharesNoDrawsBetweenShards() {
    Set<Double> draws = new HashSet<>();
    int streams = 0;
    for (int shard = 0; shard < 8; shard++) {
      for (int number = 0; number < 4; number++) {
        DrawStream stream = Shuffle.draws(17, "shard-" + shard, number);
        for (int i = 0; i < 1000; i++) {
          draws.add(stream.nextDouble());
        }
        streams++;
      }
    }
    // Of 32,000 draws among 2^53, two agree by chance with a probability below 1e-7.
    assertThat(draws).hasSize(1000 * streams);
  }

  @Test
  void refusesAnImpossibleComposition() {
    assertThatThrownBy(() -> composition(8, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pair-share must be 0 to 1, got 1.5");
    assertThatThrownBy(() -> composition(8, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pair-share 0.05 of batch-size 8 must be one window at least; give 0, or 0.125 and more");
  }

  /** Told is what is never drawn, and nothing else. */
  @Test
  void saysWhichWindowsAreNeverDrawn() {
    for (double share : new double[] {0, 0.25, 1}) {
      for (int pairs : new int[] {0, 20, 64}) {
        Composition composition = composition(8, share);
        Set<Integer> drawn =
            new HashSet<>(rows(ShardEpoch.batches(shard(64, pairs, 64), composition, 0, 0)));
        boolean drawsPairs = pairs == 0 || drawn.stream().anyMatch(row -> row < pairs);
        boolean drawsOthers = pairs == 64 || drawn.stream().anyMatch(row -> row >= pairs);
        assertThat(composition.undrawn(64, pairs).isEmpty())
            .as("share %s, %d pairs", share, pairs)
            .isEqualTo(drawsPairs && drawsOthers);
      }
    }
    assertThat(composition(8, 0).undrawn(1_000, 30))
        .hasValue("30 of 1,000 windows are trusted pairs, and are never drawn with pair-share 0");
    assertThat(composition(8, 0.95).undrawn(1_000, 30))
        .hasValue(
            "970 of 1,000 windows are no trusted pairs, and are never drawn with pair-share 0.95 of batch-size 8");
  }

  /** Windows of which the first are pairs, of subjects in turn. */
  private static List<TrainingWindow> shard(int windows, int pairs, int subjects) {
    return IntStream.range(0, windows)
        .mapToObj(i -> new TrainingWindow("w" + i, i, i % subjects, "c", Map.of(), i < pairs))
        .toList();
  }

  private static List<Integer> rows(int[][] batches) {
    return Arrays.stream(batches).flatMapToInt(Arrays::stream).boxed().toList();
  }

  private static Composition composition(int batchSize, double pairShare) {
    return new Composition(batchSize, pairShare, CorpusMix.AS_THEY_ARE, 3);
  }
}
