package org.purkinje.biosignal.synthesis;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Adds noise to the rendered signals and carries out the scheduled faults. */
final class Contamination {

  static final double MAINS_HZ = 50;

  private static final double WANDER_SHORTEST_SECONDS = 4;
  private static final double WANDER_LONGEST_SECONDS = 40;

  private final SynthesisPlan plan;
  private final SubjectProfile subject;
  private final List<double[]> signals;

  Contamination(SynthesisPlan plan, SubjectProfile subject, List<double[]> signals) {
    this.plan = plan;
    this.subject = subject;
    this.signals = signals;
  }

  /** Noise of the whole recording: white in every signal, wander in ECG and PPG. */
  void addNoise(OscillatorBank respiration) {
    if (plan.noiseLevel() == 0) {
      return;
    }
    for (SyntheticChannel channel : SyntheticChannel.values()) {
      SplittableRandom random = random(channel.ordinal());
      double[] samples = signals.get(channel.ordinal());
      double level = plan.noiseLevel() * Math.exp(0.4 * random.nextGaussian());
      switch (channel) {
        case LEAD_II, LEAD_V -> {
          double breathing = level * random.nextDouble(0.02, 0.08);
          respiration.addTo(samples, 0, samples.length, plan.fs(), breathing);
          addWander(samples, 0.06 * level, random);
          addWhite(samples, 0, samples.length, 0.008 * level, random);
        }
        case PPG -> {
          addWander(samples, 0.03 * level, random);
          addWhite(samples, 0, samples.length, 0.003 * level, random);
        }
        case ABP -> addWhite(samples, 0, samples.length, 0.2 * level, random);
      }
    }
  }

  /** Carries out the faults; missing samples come last, so that nothing is added to them. */
  void apply(List<Fault> faults) {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      double[] samples = signals.get(fault.channel().ordinal());
      SplittableRandom random = random(100 + i);
      switch (fault.kind()) {
        case MOTION -> addMotion(samples, fault, random);
        case MUSCLE_NOISE -> addMuscle(samples, fault, random);
        case MAINS_HUM -> addHum(samples, fault, random);
        case GAP, LEAD_OFF -> {}
      }
    }
    for (Fault fault : faults) {
      if (fault.kind().missing()) {
        double[] samples = signals.get(fault.channel().ordinal());
        Arrays.fill(samples, fault.startSample(), fault.endSample(), Double.NaN);
      }
    }
  }

  private SplittableRandom random(int part) {
    return RandomStream.NOISE.open(plan.seed(), subject.index(), part);
  }

  private static void addWhite(
      double[] samples, int from, int to, double sd, SplittableRandom random) {
    for (int i = from; i < to; i++) {
      samples[i] += sd * random.nextGaussian();
    }
  }

  private void addWander(double[] samples, double sd, SplittableRandom random) {
    OscillatorBank.drift(WANDER_SHORTEST_SECONDS, WANDER_LONGEST_SECONDS, random)
        .addTo(samples, 0, samples.length, plan.fs(), sd);
  }

  private void addMotion(double[] samples, Fault fault, SplittableRandom random) {
    double[] motion = new double[fault.endSample() - fault.startSample()];
    double gain = subject.ppgAmplitude() * random.nextDouble(0.5, 1.5);
    OscillatorBank.band(random.nextDouble(0.8, 2.5), 0.6, random)
        .addTo(motion, 0, motion.length, plan.fs(), gain);
    addFaded(samples, fault, motion);
  }

  private void addMuscle(double[] samples, Fault fault, SplittableRandom random) {
    double[] muscle = new double[fault.endSample() - fault.startSample()];
    addWhite(muscle, 0, muscle.length, random.nextDouble(0.05, 0.2), random);
    addFaded(samples, fault, muscle);
  }

  private static void addFaded(double[] samples, Fault fault, double[] burst) {
    for (int i = 0; i < burst.length; i++) {
      double fade = Math.min(1, 4 * Math.sin(Math.PI * (i + 0.5) / burst.length));
      samples[fault.startSample() + i] += fade * burst[i];
    }
  }

  private void addHum(double[] samples, Fault fault, SplittableRandom random) {
    double amplitude = plan.noiseLevel() * random.nextDouble(0.01, 0.05);
    double phase = random.nextDouble(2 * Math.PI);
    double step = 2 * Math.PI * MAINS_HZ / plan.fs();
    for (int i = fault.startSample(); i < fault.endSample(); i++) {
      samples[i] += amplitude * Math.sin(step * i + phase);
    }
  }
}
