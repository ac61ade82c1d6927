package org.purkinje.eval.pressure;

import java.io.Serializable;

/**
 * A window with a pressure reference.
 *
 * @param personGroup one name for all subjects that are known to be this person
 * @param startSeconds start in its record, s
 * @param alignmentTrust what is known of the timing between the record's channels
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
    String alignmentTrust,
    float[] features,
    double sbpMmhg,
    double dbpMmhg)
    implements Serializable {

  /** The record's name across corpora. */
  String recordKey() {
    return corpus + "/" + record;
  }

  double mmhg(Target target) {
    return target == Target.SBP ? sbpMmhg : dbpMmhg;
  }

  PressureWindow withFeatures(float[] others) {
    return new PressureWindow(
        corpus,
        record,
        subject,
        personGroup,
        windowId,
        startSeconds,
        alignmentTrust,
        others,
        sbpMmhg,
        dbpMmhg);
  }
}
