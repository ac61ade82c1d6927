package org.purkinje.biosignal.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Places the beats of one recording one after another. Sinus intervals follow the RR process at the
 * time of the beat; fibrillation draws independent log-normal intervals; a premature ventricular
 * beat is followed by a fully compensatory pause, an atrial one by a normal interval.
 */
final class BeatSequence {

  /** Beats start this long before the recording and end this long after it, s. */
  static final double MARGIN_SECONDS = 5;

  private static final int SINUS_BEATS_BETWEEN_ECTOPICS = 3;
  private static final double FIBRILLATION_SPREAD = 0.23;

  private final SubjectProfile subject;
  private final SlowRhythms slow;
  private final SplittableRandom random;

  private final List<Heartbeat> beats = new ArrayList<>();
  private double now = -MARGIN_SECONDS;
  private double rrBefore;
  private BeatKind kind;
  private int sinusBeats;
  private boolean fibrillating;
  private double rhythmChange;

  private BeatSequence(SubjectProfile subject, SlowRhythms slow, SplittableRandom random) {
    this.subject = subject;
    this.slow = slow;
    this.random = random;
    rrBefore = subject.heartRate().meanRrSeconds();
    fibrillating = subject.fibrillates() && subject.persistent();
    kind = fibrillating ? BeatKind.FIBRILLATION : BeatKind.SINUS;
    rhythmChange =
        subject.fibrillates() && !subject.persistent()
            ? random.nextDouble(8, 25)
            : Double.POSITIVE_INFINITY;
  }

  /** Beats in order of time, the margins on both sides included. */
  static List<Heartbeat> draw(SynthesisPlan plan, SubjectProfile subject, SlowRhythms slow) {
    SplittableRandom random = RandomStream.BEATS.open(plan.seed(), subject.index());
    return new BeatSequence(subject, slow, random).until(plan.secondsPerSubject());
  }

  private List<Heartbeat> until(double seconds) {
    while (now < seconds + MARGIN_SECONDS) {
      step();
    }
    return beats;
  }

  private void step() {
    double regular = sinusInterval();
    BeatKind next = fibrillating ? BeatKind.FIBRILLATION : nextSinusKind();
    double rr =
        switch (next) {
          case SINUS -> kind == BeatKind.VENTRICULAR_PREMATURE ? 2 * regular - rrBefore : regular;
          case FIBRILLATION -> fibrillationInterval();
          case ATRIAL_PREMATURE -> regular * random.nextDouble(0.65, 0.8);
          case VENTRICULAR_PREMATURE -> regular * random.nextDouble(0.58, 0.75);
        };
    rr = Math.max(0.33, rr);
    beats.add(new Heartbeat(now, kind, rrBefore, rr));
    now += rr;
    rrBefore = rr;
    kind = next;
    changeRhythm();
  }

  private double sinusInterval() {
    return subject.heartRate().rrSeconds(slow.lowFrequency().at(now), slow.respiration().at(now));
  }

  private BeatKind nextSinusKind() {
    double chance = random.nextDouble();
    boolean ventricular = random.nextDouble() < subject.ventricularShare();
    sinusBeats = kind == BeatKind.SINUS ? sinusBeats + 1 : 0;
    if (sinusBeats < SINUS_BEATS_BETWEEN_ECTOPICS || chance >= subject.ectopicProbability()) {
      return BeatKind.SINUS;
    }
    return ventricular ? BeatKind.VENTRICULAR_PREMATURE : BeatKind.ATRIAL_PREMATURE;
  }

  private double fibrillationInterval() {
    double median = Math.max(0.48, Math.min(0.9, 0.9 * subject.heartRate().meanRrSeconds()));
    double rr = median * Math.exp(FIBRILLATION_SPREAD * random.nextGaussian());
    return Math.max(0.35, Math.min(1.8, rr));
  }

  private void changeRhythm() {
    if (now < rhythmChange) {
      return;
    }
    fibrillating = !fibrillating;
    sinusBeats = 0;
    double mean = fibrillating ? 120 : 180;
    rhythmChange = now + 15 - mean * Math.log(1 - random.nextDouble());
  }
}
