package org.purkinje.pretrain.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.pretrain.shard.ShardFile;

class HeldOutBatchTest {

  private static final List<ShardFile> SHARDS =
      List.of(new ShardFile(0, "a.parquet", 100), new ShardFile(1, "b.parquet", 50));

  @Test
  void takesEveryWindowOnceWhereAllAreAskedFor() {
    List<HeldOutBatch> batches = HeldOutBatch.of(SHARDS, 1000);
    assertThat(batches)
        .extracting(HeldOutBatch::file)
        .containsExactly("a.parquet", "a.parquet", "b.parquet");
    assertThat(
            IntStream.concat(
                IntStream.of(batches.get(0).rows()), IntStream.of(batches.get(1).rows())))
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(batches.get(2).rows()).hasSize(50);
  }

  @Test
  void takesAsManyAsAskedForFromAllShardsEvenly() {
    List<HeldOutBatch> batches = HeldOutBatch.of(SHARDS, 30);
    assertThat(batches).extracting(batch -> batch.rows().length).containsExactly(20, 10);
    assertThat(batches.get(0).rows()).startsWith(4, 9, 14);
  }
}
