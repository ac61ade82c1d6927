package org.purkinje.pretrain;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.training.WindowEncoder;

/** Embeds the windows of one Spark task, a batch at a time. */
record WindowEmbedding(String embeddingSet, PretrainedModel model, int batchSize)
    implements Serializable {

  Iterator<Row> embed(Iterator<Row> windows, TrainedModel trained, LongAccumulator done) {
    WindowEncoder encoder = trained.encoder();
    TaskContext.get()
        .addTaskCompletionListener(
            context -> {
              encoder.close();
            });
    return new Iterator<>() {
      private Iterator<Row> ready = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && windows.hasNext()) {
          List<Row> batch = new ArrayList<>();
          while (windows.hasNext() && batch.size() < batchSize) {
            batch.add(windows.next());
          }
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
