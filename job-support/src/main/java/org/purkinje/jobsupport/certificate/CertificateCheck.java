package org.purkinje.jobsupport.certificate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.certificate.Certificate.Shared;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.SubjectIdentity;

/**
 * Compares evaluated windows with what a model has seen.
 *
 * @param evaluated one row per record and what is known of its person
 */
public record CertificateCheck(Dataset<Row> evaluated) {

  private static final int NAMED = 3;
  private static final Column SUBJECT = concat_ws("/", col("corpus"), col("subject"));
  private static final Column RECORD = concat_ws("/", col("corpus"), col("record"));
  private static final String[] PERSON = {"corpus", "subject", "subject_identity", "person_group"};

  /**
   * The certificate of a model that learnt from the evaluation's own training folds alone.
   *
   * @param evaluated windows with corpus, subject, record and what is known of the person
   */
  public static Certificate notPretrained(Dataset<Row> evaluated) {
    return of(evaluated).withoutPretraining();
  }

  /**
   * @param evaluated windows with corpus, subject, record and what is known of the person
   * @param model the one that made the embeddings of these windows
   * @throws IllegalStateException if what that very model has seen is not on record
   */
  public static Certificate check(Lake lake, Dataset<Row> evaluated, PretrainedModel model) {
    return of(evaluated).against(lake, model);
  }

  private static CertificateCheck of(Dataset<Row> windows) {
    return new CertificateCheck(
        windows
            .select(
                "corpus",
                "subject",
                "record",
                "subject_identity",
                "person_group",
                "person_groups",
                "waveform_sha256")
            .distinct());
  }

  private Certificate withoutPretraining() {
    Counts counts = counts();
    return new Certificate(
        Optional.empty(),
        counts.identity(),
        new Shared(counts.persons(), 0, List.of()),
        new Shared(counts.records(), 0, List.of()),
        new Shared(counts.waveforms(), 0, List.of()),
        List.of());
  }

  private Certificate against(Lake lake, PretrainedModel model) {
    Dataset<Row> seen = seen(lake, model);
    Dataset<Row> groups = groups(lake);
    Dataset<Row> evaluatedPersons = known(evaluated, groups);
    Dataset<Row> seenPersons = known(seen, groups);
    Counts counts = counts();
    return new Certificate(
        Optional.of(model),
        counts.identity(),
        sharedPersons(counts.persons(), evaluatedPersons, seenPersons),
        shared(counts.records(), RECORD, seen),
        shared(counts.waveforms(), col("waveform_sha256"), seen),
        Unknown.between(evaluatedPersons, seenPersons, groups));
  }

  /** What that very model has seen. */
  private static Dataset<Row> seen(Lake lake, PretrainedModel model) {
    Dataset<Row> seen = lake.read(ExposuresTable.TABLE, model.pretraining());
    if (seen.isEmpty()) {
      throw new IllegalStateException(
          "exposures: nothing of pretraining %s, so nothing can be certified; run pretrain and embed-windows again"
              .formatted(model));
    }
    // Of each checkpoint that is kept.
    List<PretrainedModel> exposed = PretrainedModel.all(seen, "run");
    if (!exposed.contains(model)) {
      throw new IllegalStateException(
          "exposures: they are of pretraining %s, the embeddings of %s: it was trained again since, and what the earlier model saw is not on record; run embed-windows again"
              .formatted(
                  exposed.stream().map(PretrainedModel::toString).collect(Collectors.joining(", ")),
                  model));
    }
    return seen.where(
        col("run")
            .equalTo(model.run())
            .and(col("parameters_sha256").equalTo(model.parametersSha256())));
  }

  /** The person groups that the evaluated windows were cut with; none if they were cut without. */
  private Dataset<Row> groups(Lake lake) {
    List<Row> scopes = evaluated.select("person_groups").distinct().collectAsList();
    if (scopes.size() > 1) {
      throw new IllegalStateException(
          "windows: cut with several scopes of person_groups, %s; one is needed, run window-signals again"
              .formatted(scopes));
    }
    String scope = scopes.isEmpty() || scopes.get(0).isNullAt(0) ? "" : scopes.get(0).getString(0);
    Dataset<Row> groups = lake.read(PersonGroupsTable.TABLE, scope);
    if (!scope.isEmpty()) {
      requireSame(evaluated, groups, scope);
    }
    return groups;
  }

  private static void requireSame(Dataset<Row> evaluated, Dataset<Row> groups, String scope) {
    Dataset<Row> changed =
        known(evaluated, groups)
            .where(col("group_now").isNull().or(col("group_now").notEqual(col("person_group"))));
    List<String> first = first(changed.select(SUBJECT));
    if (!first.isEmpty()) {
      throw new IllegalStateException(
          "windows: person groups of scope %s were found anew since they were cut, among others of %s; run window-signals again"
              .formatted(scope, String.join(", ", first)));
    }
  }

  /** Each person of these rows, with the group and the unknown corpora that the scope has now. */
  private static Dataset<Row> known(Dataset<Row> rows, Dataset<Row> groups) {
    return rows.selectExpr(PERSON)
        .distinct()
        .join(
            groups.select(
                col("corpus"),
                col("subject"),
                col("person_group").as("group_now"),
                col("unknown_corpora")),
            new String[] {"corpus", "subject"},
            "left");
  }

  /** Each is named as it is evaluated and, if that differs, as it was seen. */
  private static Shared sharedPersons(long all, Dataset<Row> evaluated, Dataset<Row> seen) {
    // What was seen may have been grouped in another scope, or not at all.
    Column names =
        array(col("person_group"), coalesce(col("group_now"), col("person_group")), SUBJECT);
    Dataset<Row> seenByGroup =
        seen.select(SUBJECT.as("seen"), explode(names).as("person_group"))
            .groupBy("person_group")
            .agg(min("seen").as("seen"));
    Dataset<Row> both =
        evaluated.select(SUBJECT.as("name"), col("person_group")).join(seenByGroup, "person_group");
    Column named =
        when(col("name").equalTo(col("seen")), col("name"))
            .otherwise(concat_ws(" = ", col("name"), col("seen")));
    return shared(
        all, both.select("person_group").distinct().count(), both.select(named).distinct());
  }

  private Shared shared(long all, Column key, Dataset<Row> seen) {
    Dataset<Row> both = evaluated.select(key.as("key")).intersect(seen.select(key.as("key")));
    return shared(all, both.count(), both);
  }

  private static Shared shared(long all, long both, Dataset<Row> names) {
    return new Shared(all, both, both == 0 ? List.of() : first(names));
  }

  /** What is evaluated, each counted once. */
  private record Counts(long persons, long records, long waveforms, SubjectIdentity identity) {}

  /** In one query, as planning each costs as much as computing it where there are few rows. */
  private Counts counts() {
    Row row =
        evaluated
            .agg(
                countDistinct(col("person_group")),
                countDistinct(RECORD),
                countDistinct(col("waveform_sha256")),
                count_if(col("subject_identity").equalTo(SubjectIdentity.ASSUMED.label())))
            .first();
    return new Counts(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3) > 0 ? SubjectIdentity.ASSUMED : SubjectIdentity.PUBLISHED);
  }

  private static List<String> first(Dataset<Row> names) {
    return names.toDF("name").orderBy("name").limit(NAMED).collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
