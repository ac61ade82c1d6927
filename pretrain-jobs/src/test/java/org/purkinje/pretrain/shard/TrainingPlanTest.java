package org.purkinje.pretrain.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch that is drawn twice in an epoch, or never, would go unseen in any loss curve. */
class TrainingPlanTest {

  private static final List<ShardFile> SHARDS =
      List.of(new ShardFile(0, "a.parquet", 37), new ShardFile(1, "b.parquet", 24));

  @Test
  void goesThroughEveryWholeBatchOnceInAnEpoch() {
    TrainingPlan plan = new TrainingPlan(SHARDS, 8, 3);
    Set<String> places = new HashSet<>();
    for (int step = 0; step < plan.batchesPerEpoch(); step++) {
      BatchPath path = plan.round(step, 1, 1).get(0).get(0);
      assertThat(path.epoch()).isZero();
      places.add(path.file() + path.batch());
    }
    assertThat(places).hasSize(4 + 3);
    assertThat(plan.round(7, 1, 1).get(0).get(0).epoch()).isEqualTo(1);
  }

  /**
   * A shard that is left and come back to is read from disk twice: 31 TB an epoch of 11 M windows.
   */
  @Test
  void goesThroughFewShardsAtOnceAndLeavesEachForGood() {
    List<ShardFile> many =
        IntStream.range(0, 30).mapToObj(i -> new ShardFile(i, i + ".parquet", 100)).toList();
    TrainingPlan plan = new TrainingPlan(many, 8, 3);
    List<List<BatchPath>> epochs =
        List.of(
            plan.round(0, 1, plan.batchesPerEpoch()).get(0),
            plan.round(plan.batchesPerEpoch(), 1, plan.batchesPerEpoch()).get(0));
    for (List<BatchPath> epoch : epochs) {
      assertThat(epoch.stream().map(p -> p.file() + p.batch()))
          .doesNotHaveDuplicates()
          .hasSize(30 * 12);
      for (int from = 0; from < epoch.size(); from += 4 * 12) {
        List<BatchPath> together = epoch.subList(from, Math.min(epoch.size(), from + 4 * 12));
        assertThat(together.stream().map(BatchPath::shard).distinct()).hasSizeLessThanOrEqualTo(4);
      }
    }
    assertThat(epochs.get(0).stream().map(BatchPath::shard))
        .isNotEqualTo(epochs.get(1).stream().map(BatchPath::shard).toList());
  }

  @Test
  void dealsTheSameBatchesInAnyDivisionIntoRounds() {
    TrainingPlan plan = new TrainingPlan(SHARDS, 8, 3);
    List<BatchPath> whole = plan.round(0, 2, 6).get(1);
    List<BatchPath> parts =
        IntStream.range(0, 3)
            .boxed()
            .flatMap(r -> plan.round(2L * r, 2, 2).get(1).stream())
            .toList();
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void givesWorkersDifferentBatchesOfAnEpoch() {
    TrainingPlan plan = new TrainingPlan(SHARDS, 8, 3);
    List<List<BatchPath>> round = plan.round(0, 3, 2);
    assertThat(round.stream().flatMap(List::stream).map(p -> p.file() + p.batch()))
        .doesNotHaveDuplicates()
        .hasSize(6);
  }

  @Test
  void refusesABatchThatNoShardFills() {
    assertThatThrownBy(() -> new TrainingPlan(SHARDS, 38, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "batch-size 38 must not exceed the windows of the largest shard, got shards of [37, 24]");
  }

  @Test
  void readsBackTheTextOfABatchPath() {
    BatchPath path = new BatchPath("file:/a b/x#1.parquet", 3, 12, 7, 4_000_000_000L, 1L << 40);
    assertThat(BatchPath.parse(path.toString())).isEqualTo(path);
  }
}
