package org.purkinje.jobsupport.certificate;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The very model that embeddings were made with; its name alone may stand for another one by now.
 *
 * @param pretraining name
 * @param run the run that wrote its checkpoint
 * @param parametersSha256 SHA-256 over its parameters, hex
 */
public record PretrainedModel(String pretraining, String run, String parametersSha256)
    implements Serializable {

  private static final int SHOWN_DIGITS = 12;

  /**
   * The model of a set of embeddings, or of a checkpoint.
   *
   * @param rows with {@code pretraining}, {@code parameters_sha256} and the run's column
   * @param runColumn {@code pretraining_run}, or {@code run} where the rows are the run's own
   * @param source what the rows are, for the error
   * @throws IllegalStateException if there is no model or there are several
   */
  public static PretrainedModel of(Dataset<Row> rows, String runColumn, String source) {
    List<PretrainedModel> models = all(rows, runColumn);
    if (models.size() != 1) {
      throw new IllegalStateException(
          "%s: %s, exactly one is needed; make them again"
              .formatted(
                  source, models.isEmpty() ? "no model" : models.size() + " models " + models));
    }
    return models.get(0);
  }

  /** All models of rows as {@link #of} takes them, in order of their names. */
  static List<PretrainedModel> all(Dataset<Row> rows, String runColumn) {
    return rows
        .select("pretraining", runColumn, "parameters_sha256")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> new PretrainedModel(row.getString(0), row.getString(1), row.getString(2)))
        .sorted(Comparator.comparing(PretrainedModel::toString))
        .toList();
  }

  /** The first digits of the parameters' digest. */
  public String shortDigest() {
    return parametersSha256.length() <= SHOWN_DIGITS
        ? parametersSha256
        : parametersSha256.substring(0, SHOWN_DIGITS);
  }

  @Override
  public String toString() {
    return "%s (run %s, parameters %s)".formatted(pretraining, run, shortDigest());
  }
}
