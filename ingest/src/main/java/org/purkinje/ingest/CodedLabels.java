package org.purkinje.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.ingest.labelmap.CodeUse;
import org.purkinje.ingest.labelmap.Coverage;
import org.purkinje.ingest.labelmap.LabelMap;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.TaskLabelsTable;

/**
 * The labels of a corpus that are of a map's system.
 *
 * @param rows {@code record subject annotator code value n_labels}; beats of one record, annotator
 *     and symbol are one row, other labels a row each
 */
record CodedLabels(LabelMap map, String corpus, Dataset<Row> rows) {

  private static final StructType ENTRY =
      new StructType()
          .add("code", DataTypes.StringType, false)
          .add("class", DataTypes.StringType, false);

  static CodedLabels of(Lake lake, String corpus, LabelMap map) {
    return new CodedLabels(
        map, corpus, map.isOfBeats() ? beats(lake, corpus) : labels(lake, corpus, map));
  }

  /** The partition that {@link #of} reads. */
  static Input input(String corpus, LabelMap map) {
    return Input.rows(map.isOfBeats() ? AnnotationsTable.TABLE : LabelsTable.TABLE, corpus);
  }

  private static Dataset<Row> beats(Lake lake, String corpus) {
    return lake.read(AnnotationsTable.TABLE, corpus)
        .where(col("kind").equalTo(AnnotationKind.BEAT.label()))
        .groupBy("record", "subject", "annotator", "code")
        .agg(count(lit(1)).as("n_labels"))
        .withColumn("value", col("n_labels").cast("double"));
  }

  private static Dataset<Row> labels(Lake lake, String corpus, LabelMap map) {
    return lake.read(LabelsTable.TABLE, corpus)
        .where(col("system").equalTo(map.system()))
        .select(
            col("record"),
            col("subject"),
            lit(null).cast("string").as("annotator"),
            col("code"),
            expr("try_cast(value as double)").as("value"),
            lit(1L).as("n_labels"));
  }

  Coverage coverage() {
    List<CodeUse> uses =
        rows
            .groupBy("code")
            .agg(sum("n_labels"), countDistinct("record"), countDistinct("subject"))
            .orderBy("code")
            .collectAsList()
            .stream()
            .map(
                row ->
                    new CodeUse(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3)))
            .toList();
    return new Coverage(map, corpus, uses);
  }

  /** Rows of {@code task_labels}. */
  Dataset<Row> mapped() {
    Column[] columns =
        Arrays.stream(TaskLabelsTable.TABLE.schema().fieldNames())
            .map(name -> col(name))
            .toArray(Column[]::new);
    List<Row> entries =
        map.entries().stream()
            .map(entry -> RowFactory.create(entry.code(), entry.taskClass()))
            .toList();
    return rows.join(broadcast(rows.sparkSession().createDataFrame(entries, ENTRY)), "code")
        .withColumn("scope", lit(Coverage.scope(corpus, map.name())))
        .withColumn("corpus", lit(corpus))
        .withColumn("task", lit(map.task()))
        .withColumn("map", lit(map.name()))
        .withColumn("map_version", lit(map.version()))
        .withColumnRenamed("code", "from_code")
        .select(columns);
  }

  /**
   * @throws IllegalStateException if a record of a multiclass task has labels of two classes
   */
  void requireOneClassPerRecord() {
    if (map.isOfBeats() || map.kind() == LabelMap.Kind.MULTILABEL) {
      return;
    }
    Dataset<Row> records =
        mapped()
            .groupBy("record")
            .agg(expr("array_join(sort_array(collect_set(class)), ', ')").as("classes"))
            .where(col("classes").contains(", "))
            .orderBy("record");
    List<Row> first = records.takeAsList(1);
    if (!first.isEmpty()) {
      throw new IllegalStateException(
          "%s: %,d records have several classes, but kind is multiclass; the first: %s has %s"
              .formatted(
                  Coverage.scope(corpus, map.name()),
                  records.count(),
                  first.get(0).getString(0),
                  first.get(0).getString(1)));
    }
  }

  /** Systems of the corpus' record-level labels, in order. */
  static List<String> systems(Lake lake, String corpus) {
    return lake.read(LabelsTable.TABLE, corpus)
        .select("system")
        .distinct()
        .orderBy("system")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
