package org.purkinje.biosignal.synthesis;

import java.util.List;
import java.util.SplittableRandom;
import org.purkinje.biosignal.synthesis.SubjectProfile.Sex;

/**
 * Draws a subject's profile. Age raises pressure and reflected waves, and lowers heart rate
 * variability and transit time, so that a profile can be partly read from the signals.
 */
final class SubjectLottery {

  private static final double FIBRILLATION_STEP = (Math.sqrt(5) - 1) / 2;

  private final SplittableRandom random;

  private SubjectLottery(SplittableRandom random) {
    this.random = random;
  }

  static SubjectProfile draw(SynthesisPlan plan, int index) {
    SplittableRandom random = RandomStream.PROFILE.open(plan.seed(), index);
    return new SubjectLottery(random).draw(plan, plan.seed(), index);
  }

  private SubjectProfile draw(SynthesisPlan plan, long seed, int index) {
    Sex sex = random.nextBoolean() ? Sex.FEMALE : Sex.MALE;
    double age = normal(58, 17, 18, 90);
    double stiffness = Math.max(0, Math.min(1, (age - 20) / 60));
    PressureProfile pressure = pressure(age);
    PulseArrival arrival = arrival(age);
    HeartRate heartRate = heartRate(sex, age);
    EcgMorphology ecg = ecg(sex);
    PulseMorphology ppg = ppg(stiffness);
    double ppgAmplitude = random.nextDouble(0.4, 1.0);
    PulseMorphology abp = abp(stiffness);
    double spread = Math.exp(0.8 * random.nextGaussian() - 0.32);
    double ectopic = Math.min(0.3, plan.ectopicBeatRatio() * spread);
    double ventricular = random.nextDouble(0.3, 0.9);
    boolean persistent = random.nextDouble() < 0.4;
    boolean fibrillates =
        RandomStream.inShare(seed, index, plan.afibSubjectRatio(), FIBRILLATION_STEP);
    return new SubjectProfile(
        index,
        sex,
        age,
        heartRate,
        fibrillates,
        persistent,
        ectopic,
        ventricular,
        ecg,
        ppg,
        ppgAmplitude,
        abp,
        pressure,
        arrival);
  }

  private HeartRate heartRate(Sex sex, double age) {
    double bpm = normal(sex == Sex.FEMALE ? 74 : 71, 10, 48, 105);
    double meanRr = 60 / bpm;
    double sd = 0.045 * Math.exp(-(age - 50) / 60 + 0.3 * random.nextGaussian());
    double bounded = Math.max(0.012, Math.min(0.09 * meanRr, sd));
    double lowHz = random.nextDouble(0.085, 0.115);
    double respirationHz = random.nextDouble(0.2, 0.33);
    return new HeartRate(meanRr, bounded, lowHz, respirationHz, random.nextDouble(0.5, 2.5));
  }

  private PressureProfile pressure(double age) {
    double deviation = 14 * random.nextGaussian();
    double sbp = Math.max(95, Math.min(175, 120 + 0.4 * (age - 50) + deviation));
    double dbp = 74 + 0.4 * deviation + 4 * random.nextGaussian();
    double bounded = Math.max(52, Math.min(Math.min(100, sbp - 32), dbp));
    double drift = Math.max(1.5, Math.min(9, 4.2 * Math.exp(0.55 * random.nextGaussian())));
    return new PressureProfile(
        sbp,
        bounded,
        drift,
        random.nextDouble(0.5, 2),
        random.nextDouble(0.5, 2.5),
        random.nextDouble(12, 24));
  }

  private PulseArrival arrival(double age) {
    return new PulseArrival(
        random.nextDouble(0.07, 0.105),
        random.nextDouble(0.0005, 0.0025),
        normal(0.165 - 0.0008 * (age - 50), 0.015, 0.1, 0.2),
        random.nextDouble(0.012, 0.02),
        random.nextDouble(0.5, 0.75));
  }

  private PulseMorphology ppg(double stiffness) {
    double rise = random.nextDouble(0.17, 0.23);
    double notch = rise + random.nextDouble(0.16, 0.2);
    double level = random.nextDouble(0.38, 0.5) + 0.15 * stiffness;
    double wave = 0.02 + (1 - stiffness) * random.nextDouble(0.06, 0.14);
    return new PulseMorphology(
        rise, notch, level, notch + random.nextDouble(0.09, 0.12), level + wave);
  }

  private PulseMorphology abp(double stiffness) {
    double rise = random.nextDouble(0.1, 0.13);
    double notch = rise + random.nextDouble(0.17, 0.22);
    double level = random.nextDouble(0.4, 0.55);
    double wave = 0.02 + (1 - stiffness) * random.nextDouble(0.03, 0.08);
    return new PulseMorphology(
        rise, notch, level, notch + random.nextDouble(0.05, 0.07), level + wave);
  }

  /** Angles and widths follow Table I of McSharry et al. 2003, with spread between subjects. */
  private EcgMorphology ecg(Sex sex) {
    double size = (sex == Sex.FEMALE ? 0.9 : 1) * random.nextDouble(0.7, 1.4);
    double rAxis = normal(50, 15, 20, 80);
    double qrsWidth = random.nextDouble(0.065, 0.09);
    double qrsAngle = random.nextDouble(0.2, 0.25);
    HeartWave r = HeartWave.symmetric(0, qrsWidth, size, rAxis);
    HeartWave q =
        HeartWave.symmetric(
            -qrsAngle,
            0.8 * qrsWidth,
            -size * random.nextDouble(0.05, 0.15),
            normal(75, 20, 30, 120));
    HeartWave s =
        HeartWave.symmetric(
            qrsAngle, qrsWidth, -size * random.nextDouble(0.12, 0.35), normal(15, 25, -40, 70));
    double tWidth = random.nextDouble(0.32, 0.42);
    double tDipole = size * random.nextDouble(0.2, 0.4);
    HeartWave t =
        new HeartWave(
            random.nextDouble(1.6, 1.9), tWidth, 0.6 * tWidth, tDipole, normal(45, 15, 10, 80));
    double pAngle = -random.nextDouble(0.95, 1.15);
    double pWidth = random.nextDouble(0.2, 0.27);
    HeartWave p =
        HeartWave.symmetric(pAngle, pWidth, random.nextDouble(0.09, 0.18), normal(55, 12, 25, 75));
    HeartWave prematureP =
        HeartWave.symmetric(
            0.85 * pAngle, 0.85 * pWidth, random.nextDouble(-0.12, 0.08), normal(80, 15, 50, 110));
    return new EcgMorphology(
        p,
        List.of(q, r, s),
        t,
        prematureP,
        ventricular(size),
        random.nextDouble(0.015, 0.045),
        random.nextDouble(4.5, 7.5));
  }

  private List<HeartWave> ventricular(double size) {
    double axis = random.nextBoolean() ? normal(75, 12, 40, 100) : normal(-105, 12, -130, -80);
    double main = size * random.nextDouble(1.4, 2.0);
    return List.of(
        HeartWave.symmetric(0, random.nextDouble(0.17, 0.22), main, axis),
        HeartWave.symmetric(0.5, 0.2, -main * random.nextDouble(0.25, 0.45), axis + 25),
        new HeartWave(1.95, 0.42, 0.34, -main * random.nextDouble(0.22, 0.38), axis - 10));
  }

  private double normal(double mean, double sd, double low, double high) {
    return Math.max(low, Math.min(high, mean + sd * random.nextGaussian()));
  }
}
