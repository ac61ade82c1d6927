package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per record and draw of a split: in which fold it is.
 *
 * <p>{@code digest} is the SHA-256 over all rows of the split, so that two results of one digest
 * were graded on the same persons. {@code fraction} is set where folds are nested: whatever has a
 * fraction of at most F belongs to the F-th part of the persons, and {@code fold} is DRAW/FRACTION.
 * {@code crosses} is true of a record whose person is in another fold of the same draw too, which
 * only a split by a published list can bring about. {@code stratum} are the classes of the person
 * that folds were balanced by, joined by {@code +}.
 */
public final class SplitsTable {

  public static final Table TABLE =
      new Table(
          "splits",
          new StructType()
              .add("split", DataTypes.StringType, false)
              .add("digest", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add("person_groups", DataTypes.StringType, true)
              .add("draw", DataTypes.IntegerType, false)
              .add("fold", DataTypes.StringType, false)
              .add("fraction", DataTypes.DoubleType, true)
              .add("crosses", DataTypes.BooleanType, false)
              .add("stratum", DataTypes.StringType, false),
          List.of("split"));

  private static final int SHOWN = 20;

  private SplitsTable() {}

  /**
   * A fold as configs name it, SPLIT/FOLD.
   *
   * @param fold of a nested split DRAW/FRACTION, e.g. {@code 0/0.05}
   */
  public record Fold(String split, String fold) {

    /**
     * @throws IllegalArgumentException if it is not two names joined by a slash
     */
    public static Fold parse(String text) {
      int slash = text.indexOf('/');
      if (slash < 1 || slash == text.length() - 1) {
        throw new IllegalArgumentException("a fold must be SPLIT/FOLD, got " + text);
      }
      return new Fold(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * The rows of its records; of a nested split those of every smaller fraction too.
     *
     * @throws IllegalArgumentException if the split has no such fold
     */
    public Dataset<Row> read(Lake lake) {
      Dataset<Row> rows = lake.read(TABLE, split);
      List<String> folds = rows.select("fold").distinct().as(Encoders.STRING()).collectAsList();
      if (folds.isEmpty()) {
        throw new IllegalArgumentException(
            "split %s: not there; split-persons makes it".formatted(split));
      }
      if (!folds.contains(fold)) {
        throw new IllegalArgumentException(
            "split %s: no fold %s, there are %s"
                .formatted(split, fold, folds.stream().sorted().limit(SHOWN).toList()));
      }
      return rows.where(isIn());
    }

    private Column isIn() {
      return nested()
          .map(in -> col("draw").equalTo(in.draw()).and(col("fraction").leq(in.fraction())))
          .orElse(lit(false))
          .or(col("fold").equalTo(fold));
    }

    private record Nested(int draw, double fraction) {}

    private Optional<Nested> nested() {
      String[] parts = fold.split("/", -1);
      try {
        return parts.length == 2
            ? Optional.of(new Nested(Integer.parseInt(parts[0]), Double.parseDouble(parts[1])))
            : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }
}
