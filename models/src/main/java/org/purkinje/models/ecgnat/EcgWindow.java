package org.purkinje.models.ecgnat;

import java.util.List;
import org.purkinje.biosignal.signal.Lead;

/** What ECG-NAT sees: twelve leads of 10 s at 256 Hz, in units of 0.125 s. */
public final class EcgWindow {

  /** The leads, in the order of the input. */
  public static final List<Lead> LEADS = Lead.STANDARD_12;

  /** Units of a window. */
  public static final int UNITS = 80;

  /** Samples of a unit, the total stride of the encoder. */
  public static final int UNIT_SAMPLES = 32;

  /** Samples of a lead. */
  public static final int SAMPLES = UNITS * UNIT_SAMPLES;

  private EcgWindow() {}
}
