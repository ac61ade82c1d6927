package org.purkinje.jobsupport.certificate;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.SubjectIdentity;

/** Why persons of two corpora may be the same though nothing is found to be shared. */
final class Unknown {

  private Unknown() {}

  /**
   * What is known of the persons of one corpus.
   *
   * @param isAssumed whether the identity of any of them is
   * @param corpora those that may hold any of them
   */
  private record Persons(boolean isAssumed, Set<String> corpora) {}

  /**
   * @param evaluated persons with {@code unknown_corpora}, null where a scope does not have them
   * @param seen likewise
   * @param groups the scope's persons
   * @return a reason for each pair of corpora that has one
   */
  static List<String> between(Dataset<Row> evaluated, Dataset<Row> seen, Dataset<Row> groups) {
    Set<String> compared =
        groups.select("corpus").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    Map<String, Persons> seenByCorpus = byCorpus(seen);
    List<String> reasons = new ArrayList<>();
    byCorpus(evaluated)
        .forEach(
            (corpus, persons) ->
                seenByCorpus.forEach(
                    (other, others) -> {
                      if (other.equals(ExposuresTable.UNRECORDED)) {
                        reasons.add(
                            "whether %s was trained on is not on record, as the model was imported without its %s"
                                .formatted(corpus, ExposuresTable.TABLE.name()));
                      } else if (corpus.equals(other)) {
                        if (persons.isAssumed() || others.isAssumed()) {
                          reasons.add(
                              "which records of %s are of one person is not published"
                                  .formatted(corpus));
                        }
                      } else if (!compared.contains(corpus) || !compared.contains(other)) {
                        reasons.add(
                            "%s and %s were not compared; run find-overlaps over both and window-signals with its scope as person-groups"
                                .formatted(corpus, other));
                      } else if (persons.corpora().contains(other)
                          && others.corpora().contains(corpus)) {
                        reasons.add(
                            "%s and %s hold the same people in part, and whom is not published"
                                .formatted(corpus, other));
                      }
                    }));
    return reasons;
  }

  private static Map<String, Persons> byCorpus(Dataset<Row> persons) {
    Map<String, Persons> byCorpus = new TreeMap<>();
    persons
        .groupBy("corpus")
        .agg(
            max(col("subject_identity").equalTo(SubjectIdentity.ASSUMED.label())),
            array_distinct(flatten(collect_set("unknown_corpora"))))
        .collectAsList()
        .forEach(
            row ->
                byCorpus.put(
                    row.getString(0),
                    new Persons(row.getBoolean(1), new HashSet<>(row.<String>getList(2)))));
    return byCorpus;
  }
}
