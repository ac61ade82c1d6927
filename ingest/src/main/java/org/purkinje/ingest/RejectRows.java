package org.purkinje.ingest;

import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.inspection.Refusal;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Rows about the records of a corpus that are not taken. */
record RejectRows(String scope, String corpus) {

  List<Row> of(List<Refusal> refusals) {
    return refusals.stream().map(this::row).toList();
  }

  private Row row(Refusal refusal) {
    return new RowBuilder(RejectsTable.TABLE)
        .set("scope", scope)
        .set("corpus", corpus)
        .set("record", refusal.record())
        .set("source_uri", refusal.uri())
        .set("source_sha256", refusal.sha256().isEmpty() ? null : refusal.sha256())
        .set("place", refusal.source() + ": " + refusal.place())
        .set("reason", refusal.reason())
        .set("detail", refusal.detail())
        .build();
  }
}
