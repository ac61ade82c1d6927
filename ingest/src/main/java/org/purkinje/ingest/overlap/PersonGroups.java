package org.purkinje.ingest.overlap;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.jobsupport.table.PersonGroupsTable;

/**
 * Puts subjects together that are known to be one person: by overlaps of their records, and by what
 * the corpus files declare.
 */
final class PersonGroups {

  private PersonGroups() {}

  /**
   * Rows of {@link PersonGroupsTable}.
   *
   * @param records rows of {@code records} of all corpora of the scope
   * @param overlaps rows of {@code overlaps} of these corpora
   */
  static Dataset<Row> of(
      List<CorpusDescription> corpora, Dataset<Row> records, Dataset<Row> overlaps, String scope) {
    Dataset<Row> subjects =
        records
            .groupBy("corpus", "subject")
            // Assumed comes before published, so that one doubt is enough.
            .agg(functions.min("subject_identity").as("subject_identity"));
    DeclaredPeople declared = new DeclaredPeople(corpora, records);
    Dataset<Row> links = overlaps.select(link()).union(declared.links());
    Dataset<Row> groups = Components.of(links).toDF("name", "grouped");
    Dataset<Row> unknown =
        declared
            .unknown()
            .union(undeclared(corpora, records, overlaps))
            .groupBy("corpus", "subject")
            .agg(array_sort(collect_set("may_hold")).as("unknown_corpora"));
    Column name = concat_ws("/", col("corpus"), col("subject"));
    return subjects
        .join(unknown, new String[] {"corpus", "subject"}, "left")
        .withColumn("name", name)
        .join(groups, "name", "left")
        .withColumn("scope", lit(scope))
        .withColumn("person_group", coalesce(col("grouped"), col("name")))
        .withColumn(
            "unknown_corpora", coalesce(col("unknown_corpora"), array().cast("array<string>")))
        .select(
            Arrays.stream(PersonGroupsTable.TABLE.schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new));
  }

  private static Column[] link() {
    return new Column[] {
      concat_ws("/", col("corpus"), col("subject")).as("a"),
      concat_ws("/", col("other_corpus"), col("other_subject")).as("b")
    };
  }

  /**
   * {@code corpus, subject, may_hold}: where records of two corpora overlap and no file says why,
   * others of theirs may be of the same people too.
   */
  private static Dataset<Row> undeclared(
      List<CorpusDescription> corpora, Dataset<Row> records, Dataset<Row> overlaps) {
    Dataset<Row> pairs =
        overlaps
            .where(col("same_corpus").equalTo(false))
            .select("corpus", "other_corpus")
            .distinct();
    List<Row> found =
        pairs.collectAsList().stream()
            .filter(pair -> !isDeclared(corpora, pair.getString(0), pair.getString(1)))
            .toList();
    Dataset<Row> both =
        records.sparkSession().createDataFrame(found, pairs.schema()).toDF("corpus", "may_hold");
    return both.union(both.select("may_hold", "corpus").toDF("corpus", "may_hold"))
        .join(records.select("corpus", "subject").distinct(), "corpus")
        .select("corpus", "subject", "may_hold");
  }

  private static boolean isDeclared(List<CorpusDescription> corpora, String one, String other) {
    return corpora.stream()
        .anyMatch(
            corpus ->
                corpus.contains().stream()
                    .anyMatch(
                        contained ->
                            (corpus.name().equals(one) && contained.corpus().equals(other))
                                || (corpus.name().equals(other)
                                    && contained.corpus().equals(one))));
  }
}
