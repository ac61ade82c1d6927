package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  private static final Column[] SEEN =
      Stream.of(
              "corpus",
              "subject",
              "subject_identity",
              "person_group",
              "record",
              "waveform_sha256",
              "windows")
          .map(functions::col)
          .toArray(Column[]::new);

  private final JobContext context;
  private final String pretraining;
  private final Dataset<Row> seen;

  private Exposures(JobContext context, String pretraining, Dataset<Row> seen) {
    this.context = context;
    this.pretraining = pretraining;
    this.seen = seen;
  }

  /**
   * @param origin the pretraining that gives the first parameters; what it has seen, they have seen
   */
  static Exposures of(
      JobContext context, String pretraining, List<ShardFile> shards, Optional<String> origin) {
    String[] paths = shards.stream().map(ShardFile::path).toArray(String[]::new);
    Dataset<Row> own =
        context
            .spark()
            .read()
            .schema(ShardsTable.TABLE.schema())
            .parquet(paths)
            .withColumn("windows", lit(1L))
            .select(SEEN);
    Dataset<Row> seen =
        origin
            // Its rows are the same for each of its checkpoints.
            .map(of -> context.lake().read(ExposuresTable.TABLE, of).select(SEEN).distinct())
            .map(own::union)
            .orElse(own)
            .groupBy(Arrays.copyOf(SEEN, SEEN.length - 1))
            .agg(sum("windows").as("windows"))
            .withColumn("pretraining", lit(pretraining))
            .withColumn("run", lit(context.runId()));
    return new Exposures(context, pretraining, seen);
  }

  /** Writes them as those of each of the parameters with these digests. */
  void write(Set<String> parametersSha256) {
    Column[] digests = parametersSha256.stream().map(functions::lit).toArray(Column[]::new);
    Column[] columns =
        Arrays.stream(ExposuresTable.TABLE.schema().fieldNames())
            .map(functions::col)
            .toArray(Column[]::new);
    context
        .lake()
        .replace(
            ExposuresTable.TABLE,
            pretraining,
            seen.withColumn("parameters_sha256", explode(array(digests))).select(columns));
  }
}
