package org.purkinje.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.ingest.corpus.MetadataTable;
import org.purkinje.jobsupport.file.FileTree;

/** Reads the metadata tables of a corpus onto the driver: the key and the columns asked for. */
final class MetadataReader {

  private MetadataReader() {}

  /**
   * @throws IllegalArgumentException if a table or one of its columns is absent
   */
  static Metadata read(SparkSession spark, CorpusDescription corpus, FileTree tree) {
    List<Map<String, List<String>>> notesByKey = new ArrayList<>();
    for (MetadataTable table : corpus.metadata()) {
      notesByKey.add(notesByKey(spark, corpus, table, tree));
    }
    return new Metadata(corpus.metadata(), notesByKey);
  }

  private static Map<String, List<String>> notesByKey(
      SparkSession spark, CorpusDescription corpus, MetadataTable table, FileTree tree) {
    String uri = tree.uri(table.file());
    if (!tree.has(table.file())) {
      throw new IllegalArgumentException(
          "%s: the corpus' metadata must be there, got no such file; download it too"
              .formatted(uri));
    }
    Dataset<Row> rows =
        spark
            .read()
            .option("header", table.header())
            .option("multiLine", true)
            .option("quote", "\"")
            .option("escape", "\"")
            .csv(uri);
    List<String> columns = new ArrayList<>(List.of(table.key()));
    columns.addAll(table.columns());
    List<String> known = List.of(rows.columns());
    for (String column : columns) {
      if (!known.contains(column)) {
        throw new IllegalArgumentException(
            "%s: metadata of %s must have the column %s, got: %s"
                .formatted(uri, corpus.name(), column, String.join(", ", known)));
      }
    }
    Map<String, List<String>> notes = new HashMap<>();
    for (Row row :
        rows.select(
                columns.stream()
                    .map(name -> functions.col("`" + name + "`"))
                    .toArray(Column[]::new))
            .collectAsList()) {
      List<String> of = new ArrayList<>();
      for (int i = 1; i < columns.size(); i++) {
        if (!row.isNullAt(i)) {
          of.add(columns.get(i) + ": " + row.getString(i));
        }
      }
      if (!row.isNullAt(0)) {
        notes.put(row.getString(0), of);
      }
    }
    return notes;
  }
}
