package org.purkinje.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.ingest.corpus.ChannelRule;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.LabelRule;
import org.purkinje.ingest.inspection.ChannelSummary;
import org.purkinje.ingest.inspection.Inspection;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.RecordFaultsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Turns what was found out of an accepted record into rows. */
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
        .set("lead", rule.leadOf(name).orElse(null))
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
}
