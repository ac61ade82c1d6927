package org.purkinje.biosignal.wfdb;

/** Where a signal's gain comes from. */
public enum Calibration {
  /** The header gives a gain. */
  STATED,
  /** The header gives none, or 0: header(5) then assumes 200 adu per unit. */
  ASSUMED,
  /** What stands in its place is no finite number; the signal has no scale and is left out. */
  UNREADABLE
}
