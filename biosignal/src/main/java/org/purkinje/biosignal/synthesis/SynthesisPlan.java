package org.purkinje.biosignal.synthesis;

import java.io.Serializable;

/**
 * What to synthesise. Subject {@code k} depends on {@link #seed()}, {@code k} and the settings, not
 * on {@link #subjects()} or on the order of making, so each can be made alone.
 *
 * <p>The settings act independently: without noise, gaps or motion the beats and pressures are
 * those of the noisy recording, and without faults a longer recording begins with the shorter one.
 *
 * @param seed seed of the whole corpus
 * @param subjects number of subjects, at least 1
 * @param secondsPerSubject length of each recording, s, 1 to 172,800
 * @param fs sampling frequency of all signals, Hz, 50 to 2,000
 * @param afibSubjectRatio share of subjects with atrial fibrillation, 0 to 1; met within 3 subjects
 *     up to 10,000 subjects
 * @param ectopicBeatRatio expected share of premature sinus-rhythm beats, 0 to 0.2; subjects vary
 *     around it
 * @param noiseLevel factor on white noise, baseline wander and mains hum; 0 is none, 1 a usual
 *     bedside recording, at most 10
 * @param gapsPerHour expected stretches of missing samples per hour, 0 to 600
 * @param motionEpisodesPerHour expected motion (PPG) and muscle (ECG) episodes per hour, 0 to 600
 * @param droppedLeadSubjectRatio share of subjects who lose one ECG lead for good, 0 to 1
 */
public record SynthesisPlan(
    long seed,
    int subjects,
    double secondsPerSubject,
    double fs,
    double afibSubjectRatio,
    double ectopicBeatRatio,
    double noiseLevel,
    double gapsPerHour,
    double motionEpisodesPerHour,
    double droppedLeadSubjectRatio)
    implements Serializable {

  /** The sampling frequency of a recording when nothing asks for another, Hz. */
  public static final double DEFAULT_FS = 250;

  public SynthesisPlan {
    requireRanges(
        subjects,
        secondsPerSubject,
        fs,
        afibSubjectRatio,
        ectopicBeatRatio,
        noiseLevel,
        gapsPerHour,
        motionEpisodesPerHour,
        droppedLeadSubjectRatio);
  }

  /**
   * The checks of the constructor, for configs that hold the same settings.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public static void requireRanges(
      int subjects,
      double secondsPerSubject,
      double fs,
      double afibSubjectRatio,
      double ectopicBeatRatio,
      double noiseLevel,
      double gapsPerHour,
      double motionEpisodesPerHour,
      double droppedLeadSubjectRatio) {
    requireRange("subjects", subjects, 1, Integer.MAX_VALUE);
    requireRange("seconds per subject", secondsPerSubject, 1, 172_800);
    requireRange("fs", fs, 50, 2_000);
    requireRange("afib subject ratio", afibSubjectRatio, 0, 1);
    requireRange("ectopic beat ratio", ectopicBeatRatio, 0, 0.2);
    requireRange("noise level", noiseLevel, 0, 10);
    requireRange("gaps per hour", gapsPerHour, 0, 600);
    requireRange("motion episodes per hour", motionEpisodesPerHour, 0, 600);
    requireRange("dropped lead subject ratio", droppedLeadSubjectRatio, 0, 1);
  }

  /** Sinus rhythm only, without ectopic beats, noise or faults. */
  public static SynthesisPlan cleanSinus(
      long seed, int subjects, double secondsPerSubject, double fs) {
    return new SynthesisPlan(seed, subjects, secondsPerSubject, fs, 0, 0, 0, 0, 0, 0);
  }

  /** Samples in each signal of a recording. */
  public int samples() {
    return Math.toIntExact(Math.round(secondsPerSubject * fs));
  }

  private static void requireRange(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, got %s".formatted(name, plain(low), plain(high), plain(value)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
