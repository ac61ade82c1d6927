package org.purkinje.preprocessing.beats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.beat.AnnotatedBeats;
import org.purkinje.biosignal.recording.RecordAnnotation;

/** An annotator's beats and marks of flutter, one list for each record. */
final class BeatAnnotations {

  private static final Column IS_BEAT = col("kind").equalTo(AnnotationKind.BEAT.label());

  private BeatAnnotations() {}

  /**
   * A row for each record with a beat: {@code n_beats} and {@code annotations}, in any order.
   *
   * @param annotations of {@code annotations}
   */
  static Dataset<Row> of(Dataset<Row> annotations, String annotator) {
    return annotations
        .where(col("annotator").equalTo(annotator))
        .where(IS_BEAT.or(col("code").isin(AnnotatedBeats.FLUTTER.toArray())))
        .groupBy("corpus", "record")
        .agg(
            count_if(IS_BEAT).as("n_beats"),
            collect_list(struct("sample", "time_s", "code", "channel", "number")).as("annotations"))
        .where(col("n_beats").gt(0));
  }

  /**
   * @param row with {@code annotations}
   * @throws IllegalArgumentException if a code is none of the standard ones
   */
  static List<RecordAnnotation> list(Row row, String annotator) {
    return row.<Row>getList(row.fieldIndex("annotations")).stream()
        .map(of -> annotation(of, annotator))
        .toList();
  }

  private static RecordAnnotation annotation(Row of, String annotator) {
    return new RecordAnnotation(
        annotator,
        of.<Double>getAs("time_s"),
        OptionalDouble.empty(),
        new Annotation(
            of.<Long>getAs("sample"),
            StandardCodes.of(of.<String>getAs("code")),
            0,
            of.<Integer>getAs("channel"),
            of.<Integer>getAs("number"),
            ""));
  }
}
