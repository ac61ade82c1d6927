package org.purkinje.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticBeat;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.jobsupport.table.WindowsTable;

/** Windows of a synthetic recording, whose beats and pressures are known. */
class RecordWindowsTest {

  private static final double FS = 250;
  private static final SyntheticRecording TRUTH =
      new RecordingSynthesizer(SynthesisPlan.cleanSinus(23, 1, 60, FS)).synthesize(0);
  private static final RecordWindows CUTTING =
      new RecordWindows(
          "tiny",
          new RecordingReader(List.of("II")),
          new RejectRows("window-signals/tiny"),
          0.5,
          new SubjectSplit(0, 17));

  @Test
  void cutsAWindowEveryFiveSecondsAndKeepsBothSignals() {
    List<Row> windows = accepted(cut(ecg(), ppg(), abp()));
    assertThat(windows).hasSize(11);
    Row third = windows.get(2);
    assertThat(third.<String>getAs("window_id")).isEqualTo("synthetic/r1/10.000");
    assertThat(third.<Double>getAs("start_s")).isEqualTo(10);
    assertThat(third.<Double>getAs("fs_hz")).isEqualTo(125);
    assertThat(third.<String>getAs("modalities")).isEqualTo("ecg+ppg");
    assertThat(third.<String>getAs("ecg_lead")).isEqualTo("II");
    assertThat(third.<String>getAs("split")).isEqualTo("pretrain");
    assertThat(third.<String>getAs("alignment_trust")).isEqualTo("simultaneous");
    assertThat(third.<byte[]>getAs("ecg")).hasSize(2 * 1_250);
    assertThat(third.<String>getAs("ecg_refusal")).isNull();
  }

  @Test
  void storesStandardisedSignals() {
    for (Row window : accepted(cut(ecg(), ppg(), abp()))) {
      for (String signal : List.of("ecg", "ppg")) {
        Standardisation stored = Standardisation.of(decoded(window.getAs(signal)));
        // Clipping at 6 SD takes a little of a sharp R peak.
        assertThat(stored.mean()).as(signal).isCloseTo(0, within(0.01));
        assertThat(stored.sd()).as(signal).isCloseTo(1, within(0.02));
        assertThat(window.<Double>getAs(signal + "_sd")).isPositive();
      }
    }
  }

  /** The ABP is low-passed at 20 Hz before its extremes are read. */
  @Test
  void labelsWindowsWithThePressureAndRateOfTheirBeats() {
    for (Row window : accepted(cut(ecg(), ppg(), abp()))) {
      assertThat(window.<String>getAs("bp_refusal")).isNull();
      double start = window.<Double>getAs("start_s");
      List<SyntheticBeat> beats =
          TRUTH.beats().stream()
              .filter(beat -> beat.rSeconds() >= start && beat.rSeconds() < start + 10)
              .toList();
      double[] rr = new double[beats.size() - 1];
      for (int i = 0; i < rr.length; i++) {
        rr[i] = beats.get(i + 1).rSeconds() - beats.get(i).rSeconds();
      }
      Arrays.sort(rr);
      assertThat(window.<Double>getAs("sbp_mmhg"))
          .isCloseTo(
              mean(beats.stream().mapToDouble(SyntheticBeat::sbpMmhg).toArray()), within(2.0));
      assertThat(window.<Double>getAs("dbp_mmhg"))
          .isCloseTo(
              mean(beats.stream().mapToDouble(SyntheticBeat::dbpMmhg).toArray()), within(2.0));
      assertThat(window.<Double>getAs("hr_bpm")).isCloseTo(60 / rr[rr.length / 2], within(2.0));
      assertThat(window.<Row>getAs("bp_features").size())
          .isEqualTo(WindowsTable.BP_FEATURES.size());
    }
  }

  /** The PPG runs at 1.25 times the speed, so its pulses are those of another heart, for 48 s. */
  @Test
  void saysWhichPairsDoNotShowOneHeart() {
    double[] other = new double[ppg().length * 4 / 5];
    for (int i = 0; i < other.length; i++) {
      other[i] = i % 4 == 0 ? ppg()[i / 4 * 5] : ppg()[i * 5 / 4];
    }
    assertThat(accepted(cut(ecg(), ppg(), abp())))
        .allMatch(window -> window.getAs("pair_refusal") == null);
    assertThat(accepted(cut(ecg(), other, abp())))
        .filteredOn(window -> window.<String>getAs("modalities").equals("ecg+ppg"))
        .hasSize(8)
        .allMatch(window -> window.<String>getAs("pair_refusal").equals("hr mismatch"));
  }

  @Test
  void keepsTheEcgAloneWhereThePpgHasAGap() {
    double[] ppg = ppg();
    ppg[(int) (27 * FS)] = Double.NaN;
    List<Row> windows = accepted(cut(ecg(), ppg, abp()));
    assertThat(windows).hasSize(11);
    for (Row window : windows) {
      double start = window.<Double>getAs("start_s");
      boolean gap = start <= 27 && 27 < start + 10;
      assertThat(window.<String>getAs("modalities")).isEqualTo(gap ? "ecg" : "ecg+ppg");
      assertThat(window.<String>getAs("ppg_refusal")).isEqualTo(gap ? "gap" : null);
      assertThat(window.<byte[]>getAs("ppg") == null).isEqualTo(gap);
      assertThat(window.<Double>getAs("ppg_mean") == null).isEqualTo(gap);
      assertThat(window.<String>getAs("bp_refusal")).isEqualTo(gap ? "gap" : null);
    }
  }

  @Test
  void refusesAWindowWithAGapInBothWithItsReasonAndPlace() {
    double[] ecg = ecg();
    double[] ppg = ppg();
    ecg[(int) (2 * FS)] = Double.NaN;
    ppg[(int) (3 * FS)] = Double.NaN;
    List<CandidateWindow> windows = cut(ecg, ppg, abp());
    assertThat(accepted(windows)).hasSize(10);
    assertThat(windows.stream().filter(window -> !window.isAccepted()).toList())
        .extracting(window -> window.row().toString())
        .containsExactly(
            "[window-signals/tiny,synthetic,r1,synthetic/r1/0.000,waveform,0.0 s,gap,ECG gap:"
                + " missing samples 1 at 2.000 s, at most 0 allowed; PPG gap: missing samples 1 at"
                + " 3.000 s, at most 0 allowed]");
  }

  @Test
  void namesTheSignalWithoutWhichThereIsNoPressure() {
    assertThat(accepted(cut(ecg(), ppg(), new double[0])))
        .hasSize(11)
        .allMatch(window -> window.<String>getAs("bp_refusal").equals("no abp"))
        .allMatch(window -> window.<String>getAs("abp_refusal").equals("absent"))
        .allMatch(window -> window.getAs("sbp_mmhg") == null);
    assertThat(accepted(cut(new double[0], ppg(), abp())))
        .hasSize(11)
        .allMatch(window -> window.<String>getAs("modalities").equals("ppg"))
        .allMatch(window -> window.<String>getAs("bp_refusal").equals("no ecg"));
  }

  /** A gap is a signal that stops for a while; one that was never recorded is absent. */
  @Test
  void saysAbsentOfASignalThatTheRecordLacks() {
    assertThat(accepted(cut(ecg(), new double[0], new double[0])))
        .hasSize(11)
        .allMatch(window -> window.getAs("ecg_refusal") == null)
        .allMatch(window -> window.<String>getAs("ppg_refusal").equals("absent"))
        .allMatch(window -> window.<String>getAs("pair_refusal").equals("absent"));
    assertThat(accepted(cut(new double[0], ppg(), new double[0])))
        .hasSize(11)
        .allMatch(window -> window.<String>getAs("ecg_refusal").equals("absent"));
  }

  /** The ABP ends after 12 s, the PPG begins at 30 s. */
  @Test
  void keepsEveryWindowOfASignalWhereOthersEndOrBeginLater() {
    double[] ppg = ppg();
    Arrays.fill(ppg, 0, (int) (30 * FS), Double.NaN);
    List<Row> windows = accepted(cut(ecg(), ppg, Arrays.copyOf(abp(), (int) (12 * FS))));
    assertThat(windows).hasSize(11);
    for (Row window : windows) {
      double start = window.<Double>getAs("start_s");
      assertThat(window.<String>getAs("ecg_refusal")).isNull();
      assertThat(window.<String>getAs("ppg_refusal")).isEqualTo(start < 30 ? "gap" : null);
      assertThat(window.<String>getAs("abp_refusal")).isEqualTo(start > 0 ? "gap" : null);
      assertThat(window.<Double>getAs("sbp_mmhg") == null).isEqualTo(start > 0);
    }
  }

  /** What the PPG and the ABP tell does not wait for the ECG. */
  @Test
  void measuresPulsesAndPressureWhereTheEcgIsMissing() {
    double[] ecg = ecg();
    ecg[(int) (27 * FS)] = Double.NaN;
    for (Row window : accepted(cut(ecg, ppg(), abp()))) {
      assertThat(window.<Double>getAs("sbp_mmhg")).isNotNull();
      assertThat(window.<Row>getAs("ppg_features").size())
          .isEqualTo(WindowsTable.PPG_FEATURES.size());
      assertThat(window.getAs("bp_features") == null)
          .isEqualTo("gap".equals(window.getAs("ecg_refusal")));
    }
  }

  /** The pressure and the pulse need no ECG: 11 windows, as many as with it. */
  @Test
  void labelsAndMeasuresThePulseWhereTheEcgIsAbsentOrRefused() {
    double[] flat = new double[ecg().length];
    for (double[] ecg : List.of(new double[0], flat)) {
      assertThat(accepted(cut(ecg, ppg(), abp())))
          .hasSize(11)
          .allMatch(window -> window.<Row>getAs("bp_features") == null)
          .allMatch(window -> window.<Row>getAs("ppg_features").size() == 13)
          .allMatch(window -> window.<String>getAs("ppg_features_refusal") == null)
          .allMatch(window -> window.<String>getAs("abp_refusal") == null)
          .allMatch(window -> window.<Double>getAs("sbp_mmhg") > window.<Double>getAs("dbp_mmhg"));
    }
  }

  @Test
  void namesWhyThereIsNoLabelAndNoPulseShape() {
    double[] abp = abp();
    double[] ppg = ppg();
    abp[(int) (1 * FS)] = Double.NaN;
    ppg[(int) (1 * FS)] = Double.NaN;
    Row first = accepted(cut(ecg(), ppg, abp)).get(0);
    assertThat(first.<String>getAs("abp_refusal")).isEqualTo("gap");
    assertThat(first.<Double>getAs("sbp_mmhg")).isNull();
    assertThat(first.<String>getAs("ppg_features_refusal")).isEqualTo("gap");
    assertThat(first.<Row>getAs("ppg_features")).isNull();
    Row alone = accepted(cut(ecg(), new double[0], new double[0])).get(0);
    assertThat(alone.<String>getAs("abp_refusal")).isEqualTo("absent");
    assertThat(alone.<String>getAs("ppg_features_refusal")).isEqualTo("absent");
  }

  /** The 13 features of the pulse are the last 13 of the 18 of ECG and PPG. */
  @Test
  void measuresTheSamePulseShapeWithAndWithoutTheEcg() {
    for (Row window : accepted(cut(ecg(), ppg(), abp()))) {
      Row pair = window.getAs("bp_features");
      Row pulse = window.getAs("ppg_features");
      for (String name : pulse.schema().fieldNames()) {
        assertThat(pulse.<Double>getAs(name)).as(name).isEqualTo(pair.<Double>getAs(name));
      }
    }
  }

  @Test
  void cutsNothingFromARecordingShorterThanAWindow() {
    double[] shortEcg = Arrays.copyOf(ecg(), (int) (9.9 * FS));
    assertThat(cut(shortEcg, new double[0], new double[0])).isEmpty();
  }

  private static List<CandidateWindow> cut(double[] ecg, double[] ppg, double[] abp) {
    Recording recording =
        new Recording(
            "synthetic",
            "r1",
            "s1",
            new Person("published", "synthetic/s1", null),
            "simultaneous",
            ecg.length == 0 ? Optional.empty() : Optional.of("II"),
            raw(ecg),
            raw(ppg),
            raw(abp),
            "waveform");
    return CUTTING.cut(recording).toList();
  }

  private static RawSignal raw(double[] samples) {
    return samples.length == 0 ? RawSignal.absent() : new RawSignal(samples, FS);
  }

  private static List<Row> accepted(List<CandidateWindow> windows) {
    return windows.stream().filter(CandidateWindow::isAccepted).map(CandidateWindow::row).toList();
  }

  private static double[] ecg() {
    return TRUTH.signal(SyntheticChannel.LEAD_II).clone();
  }

  private static double[] ppg() {
    return TRUTH.signal(SyntheticChannel.PPG).clone();
  }

  private static double[] abp() {
    return TRUTH.signal(SyntheticChannel.ABP).clone();
  }

  private static double[] decoded(byte[] bytes) {
    float[] z = new float[bytes.length / 2];
    WindowsTable.decode(ByteBuffer.wrap(bytes), z, 0);
    double[] wide = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      wide[i] = z[i];
    }
    return wide;
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
