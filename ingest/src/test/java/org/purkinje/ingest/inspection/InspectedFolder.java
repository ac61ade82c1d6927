package org.purkinje.ingest.inspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.CorpusFiles;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.jobsupport.file.FileTree;

/**
 * What ingest finds in a folder, without Spark: the walk, the survey of each file, each record from
 * end to end.
 *
 * @param sound accepted records by name
 * @param refusals of the walk, of files and of records, by name
 * @param files of the walk
 */
record InspectedFolder(
    Map<String, Inspection.Sound> sound, Map<String, Refusal> refusals, CorpusFiles files) {

  static final String WFDB = "(.+)\\\\.hea\"\n    format: {wfdb: {annotators: [atr]}}";
  static final String EDF = "(.+)\\\\.(?:edf|bdf)\"\n    format: {edf: {}}";

  /** Reads a folder as a corpus of a format whose records are persons. */
  static InspectedFolder read(Path folder, String format) throws IOException {
    return read(FileTree.of(folder.toString(), new Configuration(false)), format);
  }

  static InspectedFolder read(FileTree tree, String format) throws IOException {
    CorpusDescription corpus = corpus(format);
    CorpusFiles files = CorpusFiles.of(corpus, tree);
    RecordInspector inspector =
        new RecordInspector(corpus, new Metadata(List.of(), List.of()), List.of());
    Map<String, Inspection.Sound> sound = new TreeMap<>();
    Map<String, Refusal> refusals = new TreeMap<>();
    files
        .unreadable()
        .forEach((file, why) -> refusals.put(file.name(), Refusal.unreadable(tree, file, why)));
    for (CorpusFiles.FoundFile file : files.taken()) {
      FileSurvey survey = FileSurvey.of(tree, corpus, file);
      survey.refusals().forEach(refusal -> refusals.put(refusal.record(), refusal));
      try (OpenRecords records = new OpenRecords(tree, corpus)) {
        for (RecordRef ref : survey.records()) {
          Inspection inspection = inspector.inspect(records, ref);
          if (inspection instanceof Inspection.Sound of) {
            sound.put(ref.name(), of);
          } else if (inspection instanceof Inspection.Refused of) {
            refusals.put(ref.name(), of.refusal());
          }
        }
      }
    }
    return new InspectedFolder(sound, refusals, files);
  }

  /** The first 16 hex digits of each channel's digest. */
  List<String> digests(String record) {
    return sound.get(record).channels().stream()
        .map(channel -> channel.sha256().substring(0, 16))
        .toList();
  }

  List<String> faults(String record) {
    return sound.get(record).faults().stream()
        .map(fault -> "%s %s: %s".formatted(fault.part().label(), fault.place(), fault.problem()))
        .toList();
  }

  private static CorpusDescription corpus(String format) throws IOException {
    String text = Files.readString(Path.of("../configs/corpora/mitdb.yaml"));
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.strip().startsWith("- {pattern:")) {
        lines.add("  - {pattern: \".*\", kind: ecg, lead: \"\", unit: \"\"}");
      } else if (line.strip().startsWith("- path:")) {
        lines.add("  - path: \"" + format);
      } else if (line.strip().startsWith("pattern:")) {
        lines.add("  pattern: \"(.+)\"");
      } else if (!line.strip().startsWith("format:")) {
        lines.add(line);
      }
    }
    Path file = Files.createTempFile("corpus", ".yaml");
    try {
      Files.write(file, lines);
      return CorpusDescription.read(file);
    } finally {
      Files.delete(file);
    }
  }
}
