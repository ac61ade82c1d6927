package org.purkinje.pretrain.exchange;

import java.util.List;
import java.util.Map;
import org.purkinje.models.layer.ParameterLayout;

/**
 * All that is said of a model that is passed on.
 *
 * @param objective registered type
 * @param settings of the objective
 * @param inputs signals that it takes, in its order
 * @param layout its tensors
 * @param corpora of which it has seen windows, by name
 * @param curve its learning curve, by round
 */
public record ModelFacts(
    Origin origin,
    String objective,
    Map<String, String> settings,
    List<Input> inputs,
    ParameterLayout layout,
    List<SeenCorpus> corpora,
    Seen seen,
    List<CurveRow> curve) {

  /**
   * The training that the parameters come from.
   *
   * @param config of the run, as JSON
   * @param codeDigest SHA-256 over the classes and resources of the run's job
   * @param platform Java and system of the driver
   * @param round rounds done
   * @param step steps that each worker has done
   * @param windowsSeen windows that were trained on, all workers together
   * @param parametersSha256 SHA-256 over the parameters as little-endian float32, hex
   */
  public record Origin(
      String pretraining,
      String run,
      String config,
      String codeDigest,
      String platform,
      int round,
      long step,
      long windowsSeen,
      String parametersSha256) {}

  /**
   * A signal that the model takes.
   *
   * @param name e.g. {@code ecg} or {@code V1}
   * @param rateHz sampling frequency
   * @param samples of a window
   * @param patchSamples that become one token, or one unit of a mask
   */
  public record Input(String name, double rateHz, int samples, int patchSamples) {

    double seconds() {
      return samples / rateHz;
    }
  }

  /**
   * Whom it has seen.
   *
   * @param persons number of persons
   * @param personsSha256 SHA-256 over their names in order, each closed by a line feed, hex
   * @param records number of records
   * @param fileSha256 SHA-256 of the file that names them, hex
   */
  public record Seen(long persons, String personsSha256, long records, String fileSha256) {}

  /**
   * A round of the learning curve.
   *
   * @param values by column, e.g. {@code train loss}; a column that the round lacks is absent
   */
  public record CurveRow(int round, long windowsSeen, Map<String, Double> values) {}
}
