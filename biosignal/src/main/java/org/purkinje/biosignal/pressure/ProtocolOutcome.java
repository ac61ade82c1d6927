package org.purkinje.biosignal.pressure;

import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;

/** What the blood pressure protocol makes of a window. */
public sealed interface ProtocolOutcome {

  /**
   * The window may be used.
   *
   * @param features of its ECG and PPG
   * @param sbpMmhg reference SBP
   * @param dbpMmhg reference DBP
   */
  record Accepted(BloodPressureFeatures features, double sbpMmhg, double dbpMmhg)
      implements ProtocolOutcome {}

  /**
   * @param refusal the first rule that the window breaks
   */
  record Refused(WindowRefusal refusal) implements ProtocolOutcome {

    public WindowRule rule() {
      return refusal.rule();
    }
  }
}
