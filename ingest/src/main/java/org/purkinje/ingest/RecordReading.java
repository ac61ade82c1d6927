package org.purkinje.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.wfdb.WfdbAnnotationReader;
import org.purkinje.biosignal.wfdb.WfdbAnnotations;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.HeaderFacts;
import org.purkinje.ingest.corpus.Inspection;
import org.purkinje.ingest.corpus.RecordInspector;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Turns the files of one record into rows.
 *
 * @param folder the corpus folder
 */
record RecordReading(CorpusDescription corpus, String folder) implements Serializable {

  InspectedRecord inspect(String name) throws IOException {
    LocalRecordFolder files = files(name);
    String record = Path.of(name).getFileName().toString();
    Inspection inspection = RecordInspector.inspect(files, record, corpus.annotators());
    if (inspection instanceof Inspection.Sound sound) {
      HeaderFacts facts = HeaderFacts.of(corpus, name, sound.header());
      return new InspectedRecord(
          name,
          facts.subject(),
          List.of(recordRow(name, sound, facts)),
          facts.codes().stream().map(code -> labelRow(name, facts.subject(), code)).toList(),
          List.of(),
          sound.channels());
    }
    Inspection.Refused refused = (Inspection.Refused) inspection;
    return new InspectedRecord(
        name, "", List.of(), List.of(), List.of(rejectRow(name, refused)), List.of());
  }

  /** Names of the headers that are segments of this one; none if it cannot be read. */
  Iterator<String> segments(String name) throws IOException {
    LocalRecordFolder files = files(name);
    String base = Path.of(name).getFileName().toString();
    if (!files.exists(base + ".hea")) {
      return Collections.emptyIterator();
    }
    String folder = name.substring(0, name.length() - base.length());
    try {
      return WfdbHeaderReader.read(files, base).segments().stream()
          .map(segment -> folder + segment.recordName())
          .iterator();
    } catch (MalformedFileException e) {
      // Inspection meets the same error and makes it a reject.
      return Collections.emptyIterator();
    }
  }

  Iterator<Row> signals(InspectedRecord record) throws IOException {
    return new SignalRows(corpus, record, files(record.name()));
  }

  Iterator<Row> annotations(InspectedRecord record) throws IOException {
    LocalRecordFolder files = files(record.name());
    String base = Path.of(record.name()).getFileName().toString();
    WfdbHeader header = WfdbHeaderReader.read(files, base);
    Stream<Row> rows = Stream.empty();
    for (String annotator : corpus.annotators()) {
      String file = base + "." + annotator;
      if (files.exists(file)) {
        WfdbAnnotations annotations = WfdbAnnotationReader.read(files, file);
        double fs = annotations.timeResolution().orElse(header.fs());
        rows =
            Stream.concat(
                rows,
                annotations.annotations().stream()
                    .map(annotation -> annotationRow(record, annotator, fs, annotation)));
      }
    }
    return rows.iterator();
  }

  private LocalRecordFolder files(String name) {
    return new LocalRecordFolder(Path.of(folder).resolve(name).getParent());
  }

  private Row recordRow(String name, Inspection.Sound sound, HeaderFacts facts) {
    WfdbHeader header = sound.header();
    return new RowBuilder(RecordsTable.TABLE)
        .set("corpus", corpus.name())
        .set("corpus_version", corpus.version())
        .set("record", name)
        .set("subject", facts.subject())
        .set("fs_hz", header.fs())
        .set("n_samples", sound.frames())
        .set("duration_s", sound.frames() / header.fs())
        .set("n_channels", sound.channels().size())
        .set("sex", facts.sex().orElse(null))
        .set("age_years", facts.ageYears().isPresent() ? facts.ageYears().getAsDouble() : null)
        .set("started_at", startedAt(header).orElse(null))
        .set("alignment", corpus.alignment().label())
        .set("licence", corpus.licence())
        .set("source_uri", Path.of(folder).resolve(name + ".hea").toUri().toString())
        .set("source_sha256", sound.headerSha256())
        .build();
  }

  private static Optional<String> startedAt(WfdbHeader header) {
    return header
        .baseTime()
        .map(time -> header.baseDate().map(date -> date + " " + time).orElse(time));
  }

  private Row labelRow(String name, String subject, HeaderFacts.Code code) {
    return new RowBuilder(LabelsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", name)
        .set("subject", subject)
        .set("system", code.system())
        .set("code", code.code())
        .set("value", "1")
        .build();
  }

  private Row rejectRow(String name, Inspection.Refused refused) {
    return new RowBuilder(RejectsTable.TABLE)
        .set("scope", "ingest-corpus/" + corpus.name())
        .set("corpus", corpus.name())
        .set("record", name)
        .set("source_uri", refused.source())
        .set("source_sha256", refused.headerSha256().orElse(null))
        .set("place", refused.place())
        .set("reason", "malformed file")
        .set("detail", refused.problem())
        .build();
  }

  private Row annotationRow(
      InspectedRecord record, String annotator, double fs, Annotation annotation) {
    return new RowBuilder(AnnotationsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", record.name())
        .set("subject", record.subject())
        .set("annotator", annotator)
        .set("sample", annotation.sample())
        .set("time_s", annotation.sample() / fs)
        .set("kind", annotation.code().kind().label())
        .set("code", annotation.code().symbol())
        .set("subtype", annotation.subtype())
        .set("channel", annotation.channel())
        .set("number", annotation.number())
        .set("aux", annotation.text())
        .build();
  }
}
