package org.purkinje.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.purkinje.ingest.inspection.ChannelSummary;
import org.purkinje.ingest.inspection.Inspection;
import org.purkinje.ingest.inspection.QualityRule;
import org.purkinje.ingest.inspection.Refusal;
import org.purkinje.jobsupport.file.FileTree;
import scala.Tuple2;

/** Records whose channels all equal those of another record of the corpus. */
final class Duplicates {

  private Duplicates() {}

  /** All but that with the smallest name, by name. */
  static Map<String, Refusal> in(JavaRDD<Inspection.Sound> records, FileTree tree) {
    List<List<Inspection.Sound>> groups =
        records
            .filter(record -> !record.channels().isEmpty())
            .mapToPair(record -> new Tuple2<>(digests(record), record))
            .groupByKey()
            .values()
            .map(
                same ->
                    StreamSupport.stream(same.spliterator(), false)
                        .sorted((a, b) -> a.ref().name().compareTo(b.ref().name()))
                        .toList())
            .filter(same -> same.size() > 1)
            .collect();
    Map<String, Refusal> refusals = new HashMap<>();
    for (List<Inspection.Sound> same : groups) {
      for (Inspection.Sound record : same.subList(1, same.size())) {
        refusals.put(
            record.ref().name(),
            new Refusal(
                record.ref().name(),
                tree.uri(record.ref().file()),
                record.ref().sha256(),
                record.ref().file(),
                "samples",
                QualityRule.DUPLICATE_RECORD.reason(),
                "every sample of all %d channels equals that of record %s"
                    .formatted(record.channels().size(), same.get(0).ref().name())));
      }
    }
    return refusals;
  }

  private static String digests(Inspection.Sound record) {
    return String.join(" ", record.channels().stream().map(ChannelSummary::sha256).toList());
  }
}
