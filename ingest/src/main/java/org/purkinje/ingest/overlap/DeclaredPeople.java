package org.purkinje.ingest.overlap;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.purkinje.ingest.corpus.ContainedPeople;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.jobsupport.table.SubjectIdentity;

/**
 * What {@code contains} and {@code subject.identity} of the corpus files say of the subjects.
 *
 * @param corpora those of the scope; what a file says of others is passed over
 * @param records rows of {@code records} of these corpora
 */
record DeclaredPeople(List<CorpusDescription> corpora, Dataset<Row> records) {

  /** {@code a, b}: names of subjects of two corpora that are one person. */
  Dataset<Row> links() {
    List<Dataset<Row>> links = new ArrayList<>();
    forEach(
        (here, contained, there) -> {
          if (contained.same() != ContainedPeople.Key.UNKNOWN) {
            links.add(
                keyed(here, contained, contained.here(), "a")
                    .join(keyed(there, contained, contained.there(), "b"), "key")
                    .select("a", "b"));
          }
        });
    return all(links, "a string, b string");
  }

  /** {@code corpus, subject, may_hold}: corpora that may hold the same person, nobody says whom. */
  Dataset<Row> unknown() {
    List<Dataset<Row>> unknown = new ArrayList<>();
    for (CorpusDescription corpus : corpora) {
      if (isAssumed(corpus)) {
        unknown.add(mayBeIn(corpus, corpus, lit(true)));
      }
    }
    forEach(
        (here, contained, there) -> {
          boolean isUnknown = contained.same() == ContainedPeople.Key.UNKNOWN;
          if (isUnknown || isAssumed(here) || isAssumed(there)) {
            unknown.add(mayBeIn(here, there, fits(contained, contained.here())));
            unknown.add(
                mayBeIn(there, here, isUnknown ? lit(true) : fits(contained, contained.there())));
          }
        });
    return all(unknown, "corpus string, subject string, may_hold string");
  }

  /** Is told of each declaration of which both corpora are in the scope. */
  private interface Declaration {
    void of(CorpusDescription here, ContainedPeople contained, CorpusDescription there);
  }

  private void forEach(Declaration declaration) {
    Map<String, CorpusDescription> byName =
        corpora.stream().collect(Collectors.toMap(CorpusDescription::name, Function.identity()));
    for (CorpusDescription here : corpora) {
      for (ContainedPeople contained : here.contains()) {
        Optional.ofNullable(byName.get(contained.corpus()))
            .ifPresent(there -> declaration.of(here, contained, there));
      }
    }
  }

  private Dataset<Row> of(CorpusDescription corpus) {
    return records.where(col("corpus").equalTo(corpus.name()));
  }

  /** {@code name, key} of the subjects that have a key. */
  private Dataset<Row> keyed(
      CorpusDescription corpus, ContainedPeople contained, String pattern, String name) {
    return of(corpus)
        .select(
            concat_ws("/", col("corpus"), col("subject")).as(name),
            regexp_extract(column(contained), whole(pattern), 1).as("key"))
        .where(col("key").notEqual(""))
        .distinct();
  }

  private Dataset<Row> mayBeIn(CorpusDescription corpus, CorpusDescription other, Column which) {
    return of(corpus)
        .where(which)
        .select(col("corpus"), col("subject"), lit(other.name()).as("may_hold"))
        .distinct();
  }

  private static Column fits(ContainedPeople contained, String pattern) {
    return column(contained).rlike(whole(pattern));
  }

  private static Column column(ContainedPeople contained) {
    return contained.same() == ContainedPeople.Key.SUBJECT ? col("subject") : col("record");
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$";
  }

  private static boolean isAssumed(CorpusDescription corpus) {
    return corpus.subject().identity() == SubjectIdentity.ASSUMED;
  }

  private Dataset<Row> all(List<Dataset<Row>> parts, String columns) {
    Dataset<Row> none =
        records.sparkSession().createDataFrame(List.<Row>of(), StructType.fromDDL(columns));
    return parts.stream().reduce(none, Dataset::union);
  }
}
