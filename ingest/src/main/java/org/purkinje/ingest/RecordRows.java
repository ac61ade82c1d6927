package org.purkinje.ingest;

import static java.util.Spliterator.ORDERED;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.ingest.corpus.ChannelRule;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.LabelRule;
import org.purkinje.ingest.inspection.ChannelSummary;
import org.purkinje.ingest.inspection.Inspection;
import org.purkinje.ingest.inspection.OpenRecords;
import org.purkinje.ingest.inspection.Refusal;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.RecordFaultsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Turns what was found out of a record, and its annotations, into rows. */
record RecordRows(CorpusDescription corpus, FileTree tree) implements Serializable {

  Row record(Inspection.Sound sound) {
    String sex = sound.facts().sex();
    double age = sound.facts().ageYears();
    return new RowBuilder(RecordsTable.TABLE)
        .set("corpus", corpus.name())
        .set("corpus_version", corpus.version())
        .set("record", sound.ref().name())
        .set("subject", sound.facts().subject())
        .set("subject_identity", corpus.subject().identity().label())
        .set("fs_hz", sound.fs())
        .set("n_samples", sound.length())
        .set("duration_s", sound.length() / sound.fs())
        .set("n_channels", sound.channels().size())
        .set("sex", sex.isEmpty() ? null : sex)
        .set("age_years", Double.isNaN(age) ? null : age)
        .set("started_at", sound.startedAt().isEmpty() ? null : sound.startedAt())
        .set("alignment", corpus.alignment().label())
        .set("licence", corpus.licence())
        .set("source_uri", tree.uri(sound.ref().file()))
        .set("source_sha256", sound.ref().sha256())
        .build();
  }

  Iterator<Row> channels(Inspection.Sound sound) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sound.channels().size(); i++) {
      rows.add(channel(sound, i, sound.channels().get(i)));
    }
    return rows.iterator();
  }

  private Row channel(Inspection.Sound sound, int index, ChannelSummary summary) {
    String name = summary.channel().name();
    ChannelRule rule = corpus.rule(name);
    return new RowBuilder(ChannelsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", sound.ref().name())
        .set("subject", sound.facts().subject())
        .set("channel", index)
        .set("name", name)
        .set("kind", rule.kind().label())
        .set("lead", lead(rule, name))
        .set("unit", rule.unitOf(summary.channel().scale().unit()))
        .set("fs_hz", summary.channel().fs())
        .set("n_samples", summary.samples())
        .set("n_missing", summary.missing())
        .set("n_flat", summary.flat())
        .set("n_clipped", summary.clipped())
        .set("n_sentinels", summary.sentinels())
        .set("least", Double.isNaN(summary.least()) ? null : summary.least())
        .set("most", Double.isNaN(summary.most()) ? null : summary.most())
        .set("digital_sha256", summary.sha256())
        .set("waveform_hash", summary.waveformHash())
        .build();
  }

  Iterator<Row> labels(Inspection.Sound sound) {
    return sound.facts().labels().stream().map(label -> label(sound, label)).iterator();
  }

  private Row label(Inspection.Sound sound, LabelRule.Label label) {
    return new RowBuilder(LabelsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", sound.ref().name())
        .set("subject", sound.facts().subject())
        .set("system", label.system())
        .set("code", label.code())
        .set("value", label.value())
        .build();
  }

  Iterator<Row> faults(Inspection.Sound sound) {
    return sound.faults().stream().map(fault -> fault(sound, fault)).iterator();
  }

  private Row fault(Inspection.Sound sound, RecordFault fault) {
    return new RowBuilder(RecordFaultsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", sound.ref().name())
        .set("subject", sound.facts().subject())
        .set("part", fault.part().label())
        .set("place", fault.source() + ": " + fault.place())
        .set("detail", fault.problem())
        .build();
  }

  Row reject(Refusal refusal) {
    return new RowBuilder(RejectsTable.TABLE)
        .set("scope", "ingest-corpus/" + corpus.name())
        .set("corpus", corpus.name())
        .set("record", refusal.record())
        .set("source_uri", refusal.uri())
        .set("source_sha256", refusal.sha256().isEmpty() ? null : refusal.sha256())
        .set("place", refusal.source() + ": " + refusal.place())
        .set("reason", refusal.reason())
        .set("detail", refusal.detail())
        .build();
  }

  Iterator<Row> annotations(OpenRecords files, Iterator<Inspection.Sound> records) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, ORDERED), false)
        .flatMap(sound -> annotations(files, sound))
        .iterator();
  }

  private Stream<Row> annotations(OpenRecords files, Inspection.Sound sound) {
    try {
      return files.open(sound.ref()).annotations().stream().map(found -> annotation(sound, found));
    } catch (IOException e) {
      throw OpenRecords.changed(sound.ref(), e);
    }
  }

  private Row annotation(Inspection.Sound sound, RecordAnnotation of) {
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

  /** The lead of an ECG channel; none of others. */
  static @Nullable String lead(ChannelRule rule, String name) {
    return rule.kind() == SignalKind.ECG ? rule.leadOf(name).orElse(null) : null;
  }
}
