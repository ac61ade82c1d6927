package org.purkinje.biosignal.synthesis;

/** Origin of a beat and the WFDB symbol that annotates it. */
enum BeatKind {
  SINUS('N', 1),
  FIBRILLATION('N', 1),
  ATRIAL_PREMATURE('A', 0.9),
  VENTRICULAR_PREMATURE('V', 0.6);

  private final char symbol;
  private final double stroke;

  BeatKind(char symbol, double stroke) {
    this.symbol = symbol;
    this.stroke = stroke;
  }

  char symbol() {
    return symbol;
  }

  /** Pulse pressure relative to a sinus beat with the same filling time. */
  double stroke() {
    return stroke;
  }
}
