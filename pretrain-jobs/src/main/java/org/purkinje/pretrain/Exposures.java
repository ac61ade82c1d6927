package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.ShardsTable;

/** What a training has seen, for the certificates of what is evaluated with it later. */
final class Exposures {

  private Exposures() {}

  /** Writes a row per record and waveform of the shard set. */
  static void write(JobContext context, String pretraining, String shardSet) {
    Column[] keys =
        Stream.of("corpus", "subject", "record", "waveform_sha256")
            .map(functions::col)
            .toArray(Column[]::new);
    context
        .lake()
        .replace(
            ExposuresTable.TABLE,
            pretraining,
            context
                .lake()
                .read(ShardsTable.TABLE, shardSet)
                .groupBy(keys)
                .agg(count(lit(1)).as("windows"))
                .withColumn("pretraining", lit(pretraining))
                .withColumn("run", lit(context.runId()))
                .select(
                    Arrays.stream(ExposuresTable.TABLE.schema().fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new)));
  }
}
