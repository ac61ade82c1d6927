package org.purkinje.ingest;

import static java.util.Spliterator.ORDERED;

import java.io.IOException;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.inspection.Inspection;
import org.purkinje.ingest.inspection.OpenRecords;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Reads the annotations of accepted records, one record at a time, into rows. */
record AnnotationRows(CorpusDescription corpus, OpenRecords files) {

  Iterator<Row> of(Iterator<Inspection.Sound> records) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, ORDERED), false)
        .flatMap(this::rows)
        .iterator();
  }

  private Stream<Row> rows(Inspection.Sound sound) {
    try {
      return files.open(sound.ref()).annotations().stream().map(found -> row(sound, found));
    } catch (IOException e) {
      throw OpenRecords.changed(sound.ref(), e);
    }
  }

  private Row row(Inspection.Sound sound, RecordAnnotation of) {
    Annotation annotation = of.annotation();
    return new RowBuilder(AnnotationsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", sound.ref().name())
        .set("subject", sound.facts().subject())
        .set("annotator", of.annotator())
        .set("sample", annotation.sample())
        .set("time_s", of.timeSeconds())
        .set(
            "duration_s",
            of.durationSeconds().isPresent() ? of.durationSeconds().getAsDouble() : null)
        .set("kind", annotation.code().kind().label())
        .set("code", annotation.code().symbol())
        .set("subtype", annotation.subtype())
        .set("channel", annotation.channel())
        .set("number", annotation.number())
        .set("aux", annotation.text())
        .build();
  }
}
