package org.purkinje.preprocessing.shards;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.SplitsTable;

/**
 * Says of each window why a set of shards leaves it out, by the first reason that holds.
 *
 * @param windowSet that the windows are of
 * @param split side of the split that is sharded
 * @param kinds of signals that a window must have
 * @param onlyFolds SPLIT/FOLD, whose records alone are sharded; empty for all
 * @param withoutFolds SPLIT/FOLD, whose persons are left out
 */
record Exclusion(
    Lake lake,
    String windowSet,
    String split,
    List<SignalKind> kinds,
    List<String> onlyFolds,
    List<String> withoutFolds) {

  /** Column that {@link #judge} adds; null for a window that is sharded. */
  static final String REASON = "excluded_because";

  private static final String IN_ONLY = "in_only_folds";
  private static final String IN_WITHOUT = "in_without_folds";
  private static final List<String> BY_RECORD = List.of("corpus", "record");

  /**
   * @throws IllegalArgumentException if a fold is not there, or names persons otherwise than the
   *     windows do
   */
  Dataset<Row> judge(Dataset<Row> windows) {
    Dataset<Row> judged = joinOnly(joinWithout(windows, windows), windows);
    return judged.withColumn(REASON, reason()).drop(IN_ONLY, IN_WITHOUT);
  }

  /** The windows with {@link #IN_ONLY}, true of a record that is in one of the folds. */
  private Dataset<Row> joinOnly(Dataset<Row> joined, Dataset<Row> windows) {
    Optional<Dataset<Row>> records =
        folds(onlyFolds, windows)
            .map(rows -> rows.select("corpus", "record").distinct().withColumn(IN_ONLY, lit(true)));
    return records
        .map(only -> joined.join(broadcast(only), BY_RECORD.toArray(String[]::new), "left"))
        .orElse(joined.withColumn(IN_ONLY, lit(true)));
  }

  /** The windows with {@link #IN_WITHOUT}, a fold that the person is in. */
  private Dataset<Row> joinWithout(Dataset<Row> joined, Dataset<Row> windows) {
    Optional<Dataset<Row>> persons =
        folds(withoutFolds, windows)
            .map(rows -> rows.groupBy("person_group").agg(min("of").as(IN_WITHOUT)));
    return persons
        .map(without -> joined.join(broadcast(without), new String[] {"person_group"}, "left"))
        .orElse(joined.withColumn(IN_WITHOUT, lit(null).cast("string")));
  }

  /** The rows of all folds, {@code of} naming each; none where none is named. */
  private Optional<Dataset<Row>> folds(List<String> names, Dataset<Row> windows) {
    return names.stream()
        .map(
            name -> {
              Dataset<Row> rows = SplitsTable.Fold.parse(name).read(lake);
              requireSamePersons(name, rows, windows);
              return rows.select("corpus", "record", "person_group").withColumn("of", lit(name));
            })
        .reduce(Dataset::union);
  }

  private void requireSamePersons(String fold, Dataset<Row> rows, Dataset<Row> windows) {
    List<String> ofFold = scopes(rows);
    List<String> ofWindows = scopes(windows);
    if (!ofFold.containsAll(ofWindows)) {
      throw new IllegalArgumentException(
          "fold %s names persons by person-groups %s, but window set %s by %s; make both with one"
                  .formatted(fold, ofFold, windowSet, ofWindows)
              + " scope of find-overlaps");
    }
  }

  private static List<String> scopes(Dataset<Row> rows) {
    return rows
        .select(coalesce(col("person_groups"), lit("none")).as("scope"))
        .distinct()
        .orderBy("scope")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private Column reason() {
    Column present = functions.split(col("modalities"), "\\+");
    Column hasKinds = lit(true);
    for (SignalKind kind : kinds) {
      hasKinds = hasKinds.and(array_contains(present, kind.label()));
    }
    String needed = kinds.stream().map(SignalKind::label).collect(Collectors.joining("+"));
    return when(col("split").notEqual(split), concat(lit("split is "), col("split")))
        .when(
            not(hasKinds),
            concat(lit("modalities are "), col("modalities"), lit(", " + needed + " needed")))
        .when(col(IN_ONLY).isNull(), lit("record is in none of " + onlyFolds))
        .when(col(IN_WITHOUT).isNotNull(), concat(lit("person is in "), col(IN_WITHOUT)));
  }
}
