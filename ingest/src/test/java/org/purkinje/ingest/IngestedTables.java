package org.purkinje.ingest;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.run.RunLog;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Puts rows into the tables of a corpus, as its ingest would. */
final class IngestedTables {

  private final SparkSession spark;
  private int runs;

  IngestedTables(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * @param partitions tasks that write
   */
  void write(String corpus, List<ChannelRow> channels, List<Row> records, int partitions) {
    Lake lake = new Lake(spark);
    List<Row> rows = new ArrayList<>(channels.stream().map(ChannelRow::row).toList());
    lake.replace(
        ChannelsTable.TABLE,
        corpus,
        spark.createDataFrame(rows, ChannelsTable.TABLE.schema()).repartition(partitions));
    lake.replace(
        RecordsTable.TABLE,
        corpus,
        spark.createDataFrame(records, RecordsTable.TABLE.schema()).repartition(partitions));
    runs++;
    lake.append(
        RunLog.TABLE,
        List.of(
            new RowBuilder(RunLog.TABLE)
                .set("run", "ingest-" + runs)
                .set("job", "ingest-corpus")
                .set("status", "succeeded")
                .set("fingerprint", "ingest " + runs)
                .set("config", "{}")
                .set("code_digest", "c0de")
                .set(
                    "outputs",
                    new String[] {"channels/" + corpus, "records/" + corpus, "signals/" + corpus})
                .set("started_at", Timestamp.from(Instant.now()))
                .set("ended_at", Timestamp.from(Instant.now()))
                .set("platform", "Java 17")
                .build()));
  }
}
