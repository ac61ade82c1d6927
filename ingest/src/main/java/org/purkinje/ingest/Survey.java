package org.purkinje.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.CorpusFiles;
import org.purkinje.ingest.corpus.CorpusFiles.FoundFile;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.ingest.corpus.MetadataRows;
import org.purkinje.ingest.corpus.MetadataTable;
import org.purkinje.ingest.inspection.FileSurvey;
import org.purkinje.ingest.inspection.RecordRef;
import org.purkinje.ingest.inspection.Refusal;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.table.AccountingTable;

/**
 * The records of a corpus folder, before a sample is read.
 *
 * @param records those to read, by name
 * @param refusals those that are already known to be bad
 * @param excluded how many the corpus' description or its {@code RECORDS} leaves out
 * @param hidden files and folders that were passed over
 */
record Survey(List<RecordRef> records, List<Refusal> refusals, long excluded, int hidden) {

  /** Files that one task opens. */
  private static final int FILES_PER_TASK = 500;

  static Survey of(JavaSparkContext spark, CorpusDescription corpus, FileTree tree) {
    CorpusFiles files = CorpusFiles.of(corpus, tree);
    List<FileSurvey> taken = surveys(spark, corpus, tree, files.taken());
    // A header that no list names may name segments all the same.
    List<FileSurvey> left = surveys(spark, corpus, tree, files.left());
    Set<String> parts = new HashSet<>();
    Stream.concat(taken.stream(), left.stream()).forEach(file -> parts.addAll(file.parts()));

    List<RecordRef> records = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    long excluded = left.stream().filter(file -> !parts.contains(file.path())).count();
    Map<String, String> fileByName = new HashMap<>();
    for (FileSurvey file : taken) {
      if (parts.contains(file.path())) {
        continue;
      }
      refusals.addAll(file.refusals());
      for (RecordRef record : file.records()) {
        if (corpus.excluded().keySet().stream().anyMatch(record.name()::matches)) {
          excluded++;
        } else if (fileByName.putIfAbsent(record.name(), record.file()) == null) {
          records.add(record);
        } else {
          refusals.add(sameName(record, fileByName.get(record.name()), tree));
        }
      }
    }
    files
        .unreadable()
        .forEach((file, problem) -> refusals.add(Refusal.unreadable(tree, file, problem)));
    files.absent().forEach(file -> refusals.add(absent(tree, file)));
    files.repeated().forEach(file -> refusals.add(repeated(tree, file)));
    records.sort(Comparator.comparing(RecordRef::name));
    return new Survey(records, refusals, excluded, files.hidden());
  }

  /** Records that came to be known. */
  long discovered() {
    return records.size() + refusals.size() + excluded;
  }

  /** What became of the rows of each metadata table: used, refused, or of no record to be read. */
  List<AccountingTable.Count> metadataUse(CorpusDescription corpus, Metadata metadata) {
    List<AccountingTable.Count> counts = new ArrayList<>();
    for (int i = 0; i < metadata.tables().size(); i++) {
      MetadataTable table = metadata.tables().get(i);
      Set<String> keys = new HashSet<>();
      records.forEach(record -> table.keyOf(record.name()).ifPresent(keys::add));
      MetadataRows rows = metadata.rows().get(i);
      MetadataRows.Use use = rows.use(keys);
      counts.add(
          new AccountingTable.Count(
              corpus.name(),
              "rows of " + table.file(),
              rows.count(),
              use.used(),
              use.refused(),
              use.unmatched()));
    }
    return counts;
  }

  private static List<FileSurvey> surveys(
      JavaSparkContext spark, CorpusDescription corpus, FileTree tree, List<FoundFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    int tasks = Math.max(spark.defaultParallelism(), files.size() / FILES_PER_TASK);
    return spark
        .parallelize(files, Math.min(files.size(), tasks))
        .map(file -> FileSurvey.of(tree, corpus, file))
        .collect();
  }

  private static Refusal absent(FileTree tree, FoundFile file) {
    return new Refusal(
        file.name(),
        tree.uri(file.path()),
        "",
        file.path(),
        "file",
        "file absent",
        "listed in RECORDS, but there is no such header; download it again, or remove the line");
  }

  private static Refusal repeated(FileTree tree, FoundFile file) {
    return new Refusal(
        file.name(),
        tree.uri(file.path()),
        "",
        "RECORDS",
        file.path(),
        "listed twice",
        "listed again; the record is taken once, remove the second line");
  }

  private static Refusal sameName(RecordRef record, String first, FileTree tree) {
    return new Refusal(
        record.name(),
        tree.uri(record.file()),
        record.sha256(),
        record.file(),
        "file",
        "same name",
        "record %s is given by %s and by this file; the first is taken, remove or rename one"
            .formatted(record.name(), first));
  }
}
