package org.purkinje.biosignal.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the recordings of a plan, each alone and in any order, in time and memory linear in its
 * length.
 *
 * <p>Slow rhythms drive the RR intervals and the pressure; beats drive the ECG and, delayed by a
 * pulse arrival time that falls with pressure, the pulses of PPG and ABP; noise and faults come
 * last.
 */
public final class RecordingSynthesizer {

  private static final double FIBRILLATION_BAND_HZ = 0.5;

  private final SynthesisPlan plan;

  public RecordingSynthesizer(SynthesisPlan plan) {
    this.plan = plan;
  }

  /**
   * @param subject index of the subject, 0 to {@code plan.subjects()} (exclusive)
   */
  public SyntheticRecording synthesize(int subject) {
    SubjectProfile profile = profile(subject);
    SlowRhythms slow = SlowRhythms.draw(plan, profile);
    List<Heartbeat> beats = BeatSequence.draw(plan, profile, slow);
    List<Pulse> pulses = PulseSequence.draw(plan, profile, slow, beats);
    List<RhythmSpan> rhythms = rhythms(beats);
    List<Fault> faults = FaultSchedule.draw(plan, subject);

    List<double[]> signals = new ArrayList<>();
    for (int channel = 0; channel < SyntheticChannel.values().length; channel++) {
      signals.add(new double[plan.samples()]);
    }
    renderEcg(profile, slow, beats, rhythms, signals);
    renderPulses(profile, pulses, signals);
    Contamination contamination = new Contamination(plan, profile, signals);
    contamination.addNoise(slow.respiration());
    contamination.apply(faults);
    return new SyntheticRecording(
        recordName(subject), profile, plan.fs(), signals, truth(pulses), rhythms, faults);
  }

  /** The subject behind a recording, without making the recording. */
  public SubjectProfile profile(int subject) {
    if (subject < 0 || subject >= plan.subjects()) {
      throw new IllegalArgumentException(
          "subject must be 0 to %d, got %d".formatted(plan.subjects() - 1, subject));
    }
    return SubjectLottery.draw(plan, subject);
  }

  /** Record name of a subject, e.g. {@code synth000042}. */
  public static String recordName(int subject) {
    return "synth%06d".formatted(subject);
  }

  private void renderEcg(
      SubjectProfile profile,
      SlowRhythms slow,
      List<Heartbeat> beats,
      List<RhythmSpan> rhythms,
      List<double[]> signals) {
    EcgTrace ecg =
        new EcgTrace(
            plan.fs(),
            signals.get(SyntheticChannel.LEAD_II.ordinal()),
            signals.get(SyntheticChannel.LEAD_V.ordinal()));
    for (Heartbeat beat : beats) {
      ecg.add(beat, profile, slow.respiration().at(beat.rSeconds()));
    }
    SplittableRandom random = RandomStream.HEART_RATE.open(plan.seed(), profile.index(), 1);
    OscillatorBank waves =
        OscillatorBank.band(profile.ecg().fibrillationHz(), FIBRILLATION_BAND_HZ, random);
    for (RhythmSpan span : rhythms) {
      if (span.code().equals(RhythmSpan.FIBRILLATION)) {
        ecg.addFibrillation(
            waves, profile.ecg().fibrillationMv(), span.startSample(), span.endSample());
      }
    }
  }

  private void renderPulses(SubjectProfile profile, List<Pulse> pulses, List<double[]> signals) {
    PulseTrain ppg =
        new PulseTrain(profile.ppg(), plan.fs(), signals.get(SyntheticChannel.PPG.ordinal()));
    PulseTrain abp =
        new PulseTrain(profile.abp(), plan.fs(), signals.get(SyntheticChannel.ABP.ordinal()));
    double lineFootMmhg = profile.pressure().dbpMmhg();
    for (Pulse pulse : pulses) {
      double rrAfter = pulse.beat().rrAfter();
      ppg.append(
          pulse.fingerFootSeconds(),
          pulse.ppgFoot(),
          pulse.ppgPeak(),
          pulse.widthFactor(),
          rrAfter);
      abp.append(
          pulse.lineFootSeconds(), lineFootMmhg, pulse.sbpMmhg(), pulse.widthFactor(), rrAfter);
      lineFootMmhg = pulse.dbpMmhg();
    }
  }

  private List<SyntheticBeat> truth(List<Pulse> pulses) {
    List<SyntheticBeat> truth = new ArrayList<>(pulses.size());
    for (Pulse pulse : pulses) {
      Heartbeat beat = pulse.beat();
      if (inRecording(beat)) {
        truth.add(
            new SyntheticBeat(
                sample(beat),
                beat.rSeconds(),
                beat.kind().symbol(),
                pulse.patSeconds(),
                pulse.sbpMmhg(),
                pulse.dbpMmhg()));
      }
    }
    return truth;
  }

  private List<RhythmSpan> rhythms(List<Heartbeat> beats) {
    List<RhythmSpan> spans = new ArrayList<>();
    int start = 0;
    boolean fibrillating = false;
    for (Heartbeat beat : beats) {
      boolean now = beat.kind() == BeatKind.FIBRILLATION;
      if (inRecording(beat) && now != fibrillating && sample(beat) > start) {
        spans.add(new RhythmSpan(start, sample(beat), code(fibrillating)));
        start = sample(beat);
      }
      if (sample(beat) < plan.samples()) {
        fibrillating = now;
      }
    }
    spans.add(new RhythmSpan(start, plan.samples(), code(fibrillating)));
    return spans;
  }

  private static String code(boolean fibrillating) {
    return fibrillating ? RhythmSpan.FIBRILLATION : RhythmSpan.SINUS;
  }

  private boolean inRecording(Heartbeat beat) {
    return beat.rSeconds() >= 0 && sample(beat) < plan.samples();
  }

  private int sample(Heartbeat beat) {
    return Math.toIntExact(Math.round(beat.rSeconds() * plan.fs()));
  }
}
