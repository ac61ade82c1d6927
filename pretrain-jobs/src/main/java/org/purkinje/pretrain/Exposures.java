package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.pretrain.shard.ShardFile;

/**
 * What a training sees, for the certificates of what is evaluated with it later: a row per record
 * and waveform of the very files that it reads, whatever became of their set since.
 */
final class Exposures {

  private final JobContext context;
  private final String pretraining;
  private final Dataset<Row> seen;

  private Exposures(JobContext context, String pretraining, Dataset<Row> seen) {
    this.context = context;
    this.pretraining = pretraining;
    this.seen = seen;
  }

  static Exposures of(JobContext context, String pretraining, List<ShardFile> shards) {
    String[] paths = shards.stream().map(ShardFile::path).toArray(String[]::new);
    Dataset<Row> seen =
        context
            .spark()
            .read()
            .schema(ShardsTable.TABLE.schema())
            .parquet(paths)
            .groupBy(
                "corpus",
                "subject",
                "subject_identity",
                "person_group",
                "record",
                "waveform_sha256")
            .agg(count(lit(1)).as("windows"))
            .withColumn("pretraining", lit(pretraining))
            .withColumn("run", lit(context.runId()));
    return new Exposures(context, pretraining, seen);
  }

  /** Writes them as those of the parameters with this digest. */
  void write(String parametersSha256) {
    Column[] columns =
        Arrays.stream(ExposuresTable.TABLE.schema().fieldNames())
            .map(functions::col)
            .toArray(Column[]::new);
    context
        .lake()
        .replace(
            ExposuresTable.TABLE,
            pretraining,
            seen.withColumn("parameters_sha256", lit(parametersSha256)).select(columns));
  }
}
