package org.purkinje.preprocessing;

import java.io.Serializable;
import org.purkinje.jobsupport.run.Sha256;

/**
 * Draws the subjects that pretraining never sees; all windows of a subject fall on one side.
 *
 * @param evaluationShare expected share of subjects, 0 to 1
 */
record SubjectSplit(double evaluationShare, long seed) implements Serializable {

  static final String PRETRAIN = "pretrain";
  static final String EVALUATION = "evaluation";

  /** The side of a subject; the same whatever other subjects there are. */
  String of(String corpus, String subject) {
    String digest = new Sha256().add(seed + " " + corpus + " " + subject).hex();
    double draw = Long.parseLong(digest.substring(0, 12), 16) / (double) (1L << 48);
    return draw < evaluationShare ? EVALUATION : PRETRAIN;
  }
}
