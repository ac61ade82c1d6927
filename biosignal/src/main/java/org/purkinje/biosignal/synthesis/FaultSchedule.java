package org.purkinje.biosignal.synthesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Decides when which signal goes wrong. */
final class FaultSchedule {

  private static final double DROPPED_LEAD_STEP = Math.sqrt(2) - 1;
  private static final double HUM_SUBJECT_RATIO = 0.3;
  private static final double ALL_SIGNALS_RATIO = 0.15;
  private static final double MOTION_RATIO = 0.7;

  private final SynthesisPlan plan;
  private final int subject;
  private final List<Fault> faults = new ArrayList<>();

  private FaultSchedule(SynthesisPlan plan, int subject) {
    this.plan = plan;
    this.subject = subject;
  }

  /** Faults in order of start. */
  static List<Fault> draw(SynthesisPlan plan, int subject) {
    FaultSchedule schedule = new FaultSchedule(plan, subject);
    schedule.addGaps(schedule.random(1));
    schedule.addEpisodes(schedule.random(2));
    schedule.addDroppedLead(schedule.random(3));
    schedule.addHum(schedule.random(4));
    schedule.faults.sort(
        Comparator.comparingInt(Fault::startSample)
            .thenComparing(Fault::channel)
            .thenComparing(Fault::kind));
    return schedule.faults;
  }

  private SplittableRandom random(int part) {
    return RandomStream.FAULTS.open(plan.seed(), subject, part);
  }

  private void addGaps(SplittableRandom random) {
    SyntheticChannel[] channels = SyntheticChannel.values();
    double start = waiting(random, plan.gapsPerHour());
    while (start < plan.secondsPerSubject()) {
      double end = start + Math.min(60, 0.3 + exponential(random, 4));
      boolean all = random.nextDouble() < ALL_SIGNALS_RATIO;
      SyntheticChannel one = channels[random.nextInt(channels.length)];
      for (SyntheticChannel channel : channels) {
        if (all || channel == one) {
          add(FaultKind.GAP, channel, start, end);
        }
      }
      start = end + waiting(random, plan.gapsPerHour());
    }
  }

  private void addEpisodes(SplittableRandom random) {
    double start = waiting(random, plan.motionEpisodesPerHour());
    while (start < plan.secondsPerSubject()) {
      double end = start + random.nextDouble(3, 12);
      if (random.nextDouble() < MOTION_RATIO) {
        add(FaultKind.MOTION, SyntheticChannel.PPG, start, end);
      } else {
        add(FaultKind.MUSCLE_NOISE, SyntheticChannel.LEAD_II, start, end);
        add(FaultKind.MUSCLE_NOISE, SyntheticChannel.LEAD_V, start, end);
      }
      start = end + waiting(random, plan.motionEpisodesPerHour());
    }
  }

  private void addDroppedLead(SplittableRandom random) {
    boolean dropped =
        RandomStream.inShare(
            plan.seed(), subject, plan.droppedLeadSubjectRatio(), DROPPED_LEAD_STEP);
    if (dropped) {
      SyntheticChannel lead =
          random.nextBoolean() ? SyntheticChannel.LEAD_II : SyntheticChannel.LEAD_V;
      double start = random.nextDouble(0.5) * plan.secondsPerSubject();
      add(FaultKind.LEAD_OFF, lead, start, plan.secondsPerSubject());
    }
  }

  private void addHum(SplittableRandom random) {
    boolean humming = random.nextDouble() < HUM_SUBJECT_RATIO;
    if (humming && plan.noiseLevel() > 0 && plan.fs() > 2 * Contamination.MAINS_HZ) {
      add(FaultKind.MAINS_HUM, SyntheticChannel.LEAD_II, 0, plan.secondsPerSubject());
      add(FaultKind.MAINS_HUM, SyntheticChannel.LEAD_V, 0, plan.secondsPerSubject());
    }
  }

  private void add(
      FaultKind kind, SyntheticChannel channel, double startSeconds, double endSeconds) {
    int start = (int) Math.floor(startSeconds * plan.fs());
    int end = (int) Math.min(plan.samples(), Math.ceil(endSeconds * plan.fs()));
    if (start < end) {
      faults.add(new Fault(kind, channel, start, end));
    }
  }

  private static double waiting(SplittableRandom random, double perHour) {
    return perHour == 0 ? Double.POSITIVE_INFINITY : exponential(random, 3_600 / perHour);
  }

  private static double exponential(SplittableRandom random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
