package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Oracle: the detector of the Python peer, see {@code golden/beat/gradient-r-peaks/HOW.md}. */
class RPeakDetectorTest {

  @Test
  void findsThePeaksOfThePythonPeerInASteadyRhythm() {
    assertThat(new RPeakDetector(250).detect(PeakGoldens.ecg(250, 0)))
        .containsExactly(PeakGoldens.peaks("regular-250hz"));
  }

  @Test
  void findsThePeaksOfThePythonPeerAmongEctopicBeats() {
    assertThat(new RPeakDetector(360).detect(PeakGoldens.ecg(360, 7)))
        .containsExactly(PeakGoldens.peaks("ectopic-360hz"));
    assertThat(new RPeakDetector(125).detect(PeakGoldens.ecg(125, 5)))
        .containsExactly(PeakGoldens.peaks("ectopic-125hz"));
  }

  @Test
  void findsNothingInAConstantOrTooShortSignal() {
    assertThat(new RPeakDetector(125).detect(new double[1250])).isEmpty();
    assertThat(new RPeakDetector(125).detect(new double[18])).isEmpty();
  }
}
