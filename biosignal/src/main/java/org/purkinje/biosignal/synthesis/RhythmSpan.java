package org.purkinje.biosignal.synthesis;

/**
 * A stretch of one rhythm; the spans of a recording follow each other without a hole.
 *
 * @param startSample first sample: 0, or the R peak of the first beat in this rhythm
 * @param endSample one past the last sample
 * @param code WFDB rhythm annotation, {@link #SINUS} or {@link #FIBRILLATION}
 */
public record RhythmSpan(int startSample, int endSample, String code) {

  public static final String SINUS = "(N";

  public static final String FIBRILLATION = "(AFIB";
}
