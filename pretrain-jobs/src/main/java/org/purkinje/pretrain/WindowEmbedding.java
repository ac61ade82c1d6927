package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.training.WindowEncoder;

/**
 * Embeds windows, a batch at a time. A matrix product may round a row otherwise beside other rows,
 * so which windows share a batch follows from the windows alone, never from the number of tasks.
 *
 * @param batchSize windows of a batch, on average
 */
record WindowEmbedding(String embeddingSet, PretrainedModel model, int batchSize)
    implements Serializable {

  private static final String BATCH = "batch";

  /**
   * @param windows with window_set, window_id, corpus, record, subject and signals
   * @param count of them
   * @param tasks that they are spread over
   * @param done grows by the windows of each batch
   */
  JavaRDD<Row> embed(
      Dataset<Row> windows,
      long count,
      int tasks,
      Broadcast<TrainedModel> trained,
      LongAccumulator done) {
    long batches = Math.max(1, (count + batchSize - 1) / batchSize);
    return windows
        .withColumn(BATCH, pmod(xxhash64(col("corpus"), col("window_id")), lit(batches)))
        .repartition(tasks, col(BATCH))
        .sortWithinPartitions(BATCH, "corpus", "window_id")
        .toJavaRDD()
        .mapPartitions(part -> embed(part, trained.value(), done));
  }

  private Iterator<Row> embed(Iterator<Row> windows, TrainedModel trained, LongAccumulator done) {
    WindowEncoder encoder = trained.encoder();
    TaskContext.get()
        .addTaskCompletionListener(
            context -> {
              encoder.close();
            });
    return new Iterator<>() {
      private Iterator<Row> ready = List.<Row>of().iterator();
      private Row following = windows.hasNext() ? windows.next() : null;

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && following != null) {
          List<Row> batch = batch();
          ready = rows(batch, encoder).iterator();
          done.add(batch.size());
        }
        return ready.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.next();
      }

      private List<Row> batch() {
        long number = following.getAs(BATCH);
        List<Row> batch = new ArrayList<>();
        while (following != null && following.<Long>getAs(BATCH) == number) {
          batch.add(following);
          following = windows.hasNext() ? windows.next() : null;
        }
        return batch;
      }
    };
  }

  private List<Row> rows(List<Row> windows, WindowEncoder encoder) {
    List<Map<String, float[]>> vectors =
        encoder.encode(windows.stream().map(WindowSignals::accepted).toList());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      Row window = windows.get(i);
      vectors.get(i).forEach((output, vector) -> rows.add(row(window, output, vector)));
    }
    return rows;
  }

  private Row row(Row window, String modalities, float[] vector) {
    return new RowBuilder(EmbeddingsTable.TABLE)
        .set("embedding_set", embeddingSet)
        .set("pretraining", model.pretraining())
        .set("pretraining_run", model.run())
        .set("parameters_sha256", model.parametersSha256())
        .set("window_set", window.getAs("window_set"))
        .set("window_id", window.getAs("window_id"))
        .set("corpus", window.getAs("corpus"))
        .set("record", window.getAs("record"))
        .set("subject", window.getAs("subject"))
        .set("modalities", modalities)
        .set("vector", vector)
        .build();
  }
}
