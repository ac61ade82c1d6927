package org.purkinje.biosignal.quality;

import org.purkinje.biosignal.pressure.BloodPressureFeatures;

/** What the blood pressure protocol makes of a window. */
public sealed interface WindowAssessment {

  /**
   * The window may be used.
   *
   * @param features of its ECG and PPG
   * @param sbpMmhg reference SBP
   * @param dbpMmhg reference DBP
   */
  record Accepted(BloodPressureFeatures features, double sbpMmhg, double dbpMmhg)
      implements WindowAssessment {}

  /**
   * @param refusal the first rule that the window breaks
   */
  record Refused(WindowRefusal refusal) implements WindowAssessment {

    public WindowRule rule() {
      return refusal.rule();
    }
  }
}
