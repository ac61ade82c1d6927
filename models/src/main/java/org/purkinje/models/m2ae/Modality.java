package org.purkinje.models.m2ae;

import java.util.Locale;

/** The two signals of a paired window. */
public enum Modality {
  ECG("e"),
  PPG("p");

  private final String letter;

  Modality(String letter) {
    this.letter = letter;
  }

  /** The letter in tensor names and loss terms, e.g. {@code enc_e}. */
  public String letter() {
    return letter;
  }

  /** The kind of signal, e.g. {@code ecg}. */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Modality other() {
    return this == ECG ? PPG : ECG;
  }
}
