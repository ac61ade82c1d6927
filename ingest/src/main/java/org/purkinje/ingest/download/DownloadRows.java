package org.purkinje.ingest.download;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.table.DownloadsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Rows about the files of a corpus. */
public record DownloadRows(String corpus) {

  private static final int FILES_PER_TASK = 50_000;

  public Dataset<Row> downloads(SparkSession spark, List<FileOutcome.Fetched> fetched) {
    List<Row> rows = fetched.stream().map(this::download).toList();
    int tasks = 1 + rows.size() / FILES_PER_TASK;
    return spark.createDataFrame(
        new JavaSparkContext(spark.sparkContext()).parallelize(rows, tasks),
        DownloadsTable.TABLE.schema());
  }

  public List<Row> rejects(String scope, List<FileOutcome.Failed> failed) {
    return failed.stream().map(file -> reject(scope, file)).toList();
  }

  private Row download(FileOutcome.Fetched file) {
    return new RowBuilder(DownloadsTable.TABLE)
        .set("corpus", corpus)
        .set("path", file.path())
        .set("source_uri", file.uri())
        .set("bytes", file.bytes())
        .set("sha256", file.sha256())
        .set("verified", file.verified())
        .set("fetched_at", Timestamp.from(file.fetchedAt()))
        .build();
  }

  private Row reject(String scope, FileOutcome.Failed file) {
    return new RowBuilder(RejectsTable.TABLE)
        .set("scope", scope)
        .set("corpus", corpus)
        .set("record", file.path())
        .set("source_uri", file.uri())
        .set("source_sha256", null)
        .set("place", "file")
        .set("reason", file.reason().label())
        .set("detail", file.detail())
        .build();
  }
}
