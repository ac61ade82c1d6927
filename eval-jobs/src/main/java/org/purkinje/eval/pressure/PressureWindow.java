package org.purkinje.eval.pressure;

import java.io.Serializable;

/**
 * A window with a pressure reference.
 *
 * @param personGroup one name for all subjects that are known to be this person
 * @param startSeconds start in its record, s
 * @param features shape [features]
 * @param sbpMmhg reference systolic pressure
 * @param dbpMmhg reference diastolic pressure
 */
record PressureWindow(
    String corpus,
    String record,
    String subject,
    String personGroup,
    String windowId,
    double startSeconds,
    float[] features,
    double sbpMmhg,
    double dbpMmhg)
    implements Serializable {

  double mmhg(Target target) {
    return target == Target.SBP ? sbpMmhg : dbpMmhg;
  }

  PressureWindow withFeatures(float[] others) {
    return new PressureWindow(
        corpus, record, subject, personGroup, windowId, startSeconds, others, sbpMmhg, dbpMmhg);
  }
}
