package org.purkinje.preprocessing.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.purkinje.jobsupport.table.WindowFeaturesTable.BLOOD_PRESSURE;
import static org.purkinje.jobsupport.table.WindowFeaturesTable.HEART_RATE;
import static org.purkinje.jobsupport.table.WindowFeaturesTable.PAT_PPG;
import static org.purkinje.jobsupport.table.WindowFeaturesTable.PPG;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticBeat;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.preprocessing.records.Block;
import org.purkinje.preprocessing.records.Person;
import org.purkinje.preprocessing.records.RecordedSignal;
import org.purkinje.preprocessing.records.Recording;
import org.purkinje.preprocessing.records.RejectRows;
import org.purkinje.preprocessing.records.StoredRecord;
import org.purkinje.preprocessing.splits.SubjectSplit;

/** Windows of a synthetic recording, whose beats and pressures are known. */
class RecordWindowsTest {

  private static final double FS = 250;
  private static final SyntheticRecording TRUTH =
      new RecordingSynthesizer(SynthesisPlan.cleanSinus(23, 1, 60, FS)).synthesize(0);
  private static final WindowSpec PAIRED = WindowSpecs.paired("II");
  private static final RecordWindows CUTTING =
      new RecordWindows(
          "tiny",
          new CutKinds(PAIRED, true),
          new RejectRows("window-signals/tiny"),
          new PressureFeatures("tiny", 5, 0.5),
          new SubjectSplit(0, 17));

  @Test
  void cutsAWindowEveryFiveSecondsAndKeepsBothSignals() {
    List<Window> windows = accepted(cut(ecg(), ppg(), abp()));
    assertThat(windows).hasSize(11);
    Window third = windows.get(2);
    assertThat(third.text("window_id")).isEqualTo("synthetic/r1/10.000");
    assertThat(third.start()).isEqualTo(10);
    assertThat(third.signal("ecg").<Double>getAs("fs_hz")).isEqualTo(125);
    assertThat(third.text("modalities")).isEqualTo("ecg+ppg");
    assertThat(third.signal("ecg").<String>getAs("lead")).isEqualTo("II");
    assertThat(third.text("split")).isEqualTo("pretrain");
    assertThat(third.text("alignment_trust")).isEqualTo("trusted");
    assertThat(third.samples("ecg")).hasSize(2 * 1_250);
    assertThat(third.refusal("ecg")).isNull();
  }

  @Test
  void storesStandardisedSignals() {
    for (Window window : accepted(cut(ecg(), ppg(), abp()))) {
      for (String signal : List.of("ecg", "ppg")) {
        Standardisation stored = Standardisation.of(decoded(window.samples(signal)));
        // Clipping at 6 SD takes a little of a sharp R peak.
        assertThat(stored.mean()).as(signal).isCloseTo(0, within(0.01));
        assertThat(stored.sd()).as(signal).isCloseTo(1, within(0.02));
        assertThat(window.signal(signal).<Double>getAs("sd")).isPositive();
      }
    }
  }

  /** The ABP is low-passed at 20 Hz before its extremes are read. */
  @Test
  void labelsWindowsWithThePressureAndRateOfTheirBeats() {
    for (Window window : accepted(cut(ecg(), ppg(), abp()))) {
      assertThat(window.refusalOf(PAT_PPG)).isNull();
      double start = window.start();
      List<SyntheticBeat> beats =
          TRUTH.beats().stream()
              .filter(beat -> beat.rSeconds() >= start && beat.rSeconds() < start + 10)
              .toList();
      double[] rr = new double[beats.size() - 1];
      for (int i = 0; i < rr.length; i++) {
        rr[i] = beats.get(i + 1).rSeconds() - beats.get(i).rSeconds();
      }
      Arrays.sort(rr);
      assertThat(window.features(BLOOD_PRESSURE).get("sbp_mmhg"))
          .isCloseTo(
              mean(beats.stream().mapToDouble(SyntheticBeat::sbpMmhg).toArray()), within(2.0));
      assertThat(window.features(BLOOD_PRESSURE).get("dbp_mmhg"))
          .isCloseTo(
              mean(beats.stream().mapToDouble(SyntheticBeat::dbpMmhg).toArray()), within(2.0));
      assertThat(window.features(HEART_RATE).get("hr_bpm"))
          .isCloseTo(60 / rr[rr.length / 2], within(2.0));
      assertThat(window.features(PAT_PPG)).containsOnlyKeys(BloodPressureFeatures.NAMES);
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
        .allMatch(window -> window.text("pair_refusal") == null);
    assertThat(accepted(cut(ecg(), other, abp())))
        .filteredOn(window -> window.text("modalities").equals("ecg+ppg"))
        .hasSize(8)
        .allMatch(window -> window.text("pair_refusal").equals("hr mismatch"));
  }

  /** The pulses of the synthesis arrive within 0.5 s; half a beat later they do not. */
  @Test
  void trustsTheTimingOfAnUnknownClockWherePulsesArriveInTime() {
    Block whole = Block.whole(11);
    double[] late = new double[ppg().length];
    System.arraycopy(ppg(), 0, late, (int) (0.35 * FS), late.length - (int) (0.35 * FS));
    assertThat(accepted(cut("unknown", whole, ecg(), ppg(), abp())))
        .hasSize(11)
        .allMatch(window -> window.text("alignment_trust").equals("trusted"));
    assertThat(accepted(cut("unknown", whole, ecg(), late, abp())))
        .hasSize(11)
        .allMatch(window -> window.text("alignment_trust").equals("bad"));
    assertThat(accepted(cut("unknown", whole, ecg(), new double[0], abp())))
        .hasSize(11)
        .allMatch(window -> window.text("alignment_trust").equals("unknown"));
    assertThat(accepted(cut("simultaneous", whole, ecg(), late, abp())))
        .as("the corpus knows it")
        .allMatch(window -> window.text("alignment_trust").equals("trusted"));
  }

  @Test
  void keepsTheEcgAloneWhereThePpgHasAGap() {
    double[] ppg = ppg();
    ppg[(int) (27 * FS)] = Double.NaN;
    List<Window> windows = accepted(cut(ecg(), ppg, abp()));
    assertThat(windows).hasSize(11);
    for (Window window : windows) {
      double start = window.start();
      boolean gap = start <= 27 && 27 < start + 10;
      assertThat(window.text("modalities")).isEqualTo(gap ? "ecg" : "ecg+ppg");
      assertThat(window.refusal("ppg")).isEqualTo(gap ? "gap" : null);
      assertThat(window.samples("ppg") == null).isEqualTo(gap);
      assertThat(window.signal("ppg").getAs("mean") == null).isEqualTo(gap);
      assertThat(window.refusalOf(PAT_PPG)).isEqualTo(gap ? "gap" : null);
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
    assertThat(windows.stream().map(CandidateWindow::reject).filter(Objects::nonNull))
        .extracting(Row::toString)
        .containsExactly(
            "[window-signals/tiny,synthetic,r1,synthetic/r1/0.000,waveform,0.0 s,gap,ECG gap:"
                + " missing share 0.08 % at 2.000 s, at most 0 allowed; PPG gap: missing share 0.08 % at"
                + " 3.000 s, at most 0 allowed]");
  }

  @Test
  void namesTheSignalWithoutWhichThereIsNoPressure() {
    assertThat(accepted(cut(ecg(), ppg(), new double[0])))
        .hasSize(11)
        .allMatch(window -> window.refusalOf(PAT_PPG).equals("no abp"))
        .allMatch(window -> window.refusalOf(BLOOD_PRESSURE).equals("absent"))
        .allMatch(window -> window.features(BLOOD_PRESSURE).get("sbp_mmhg") == null);
    assertThat(accepted(cut(new double[0], ppg(), abp())))
        .hasSize(11)
        .allMatch(window -> window.text("modalities").equals("ppg"))
        .allMatch(window -> window.refusalOf(PAT_PPG).equals("no ecg"));
  }

  /** A gap is a signal that stops for a while; one that was never recorded is absent. */
  @Test
  void saysAbsentOfASignalThatTheRecordLacks() {
    assertThat(accepted(cut(ecg(), new double[0], new double[0])))
        .hasSize(11)
        .allMatch(window -> window.refusal("ecg") == null)
        .allMatch(window -> window.refusal("ppg").equals("absent"))
        .allMatch(window -> window.text("pair_refusal").equals("absent"));
    assertThat(accepted(cut(new double[0], ppg(), new double[0])))
        .hasSize(11)
        .allMatch(window -> window.refusal("ecg").equals("absent"));
  }

  /** The ABP ends after 12 s, the PPG begins at 30 s. */
  @Test
  void keepsEveryWindowOfASignalWhereOthersEndOrBeginLater() {
    double[] ppg = ppg();
    Arrays.fill(ppg, 0, (int) (30 * FS), Double.NaN);
    List<Window> windows = accepted(cut(ecg(), ppg, Arrays.copyOf(abp(), (int) (12 * FS))));
    assertThat(windows).hasSize(11);
    for (Window window : windows) {
      double start = window.start();
      assertThat(window.refusal("ecg")).isNull();
      assertThat(window.refusal("ppg")).isEqualTo(start < 30 ? "gap" : null);
      assertThat(window.refusalOf(BLOOD_PRESSURE)).isEqualTo(start > 0 ? "gap" : null);
      assertThat(window.features(BLOOD_PRESSURE).get("sbp_mmhg") == null).isEqualTo(start > 0);
    }
  }

  /** What the PPG and the ABP tell does not wait for the ECG. */
  @Test
  void measuresPulsesAndPressureWhereTheEcgIsMissing() {
    double[] ecg = ecg();
    ecg[(int) (27 * FS)] = Double.NaN;
    for (Window window : accepted(cut(ecg, ppg(), abp()))) {
      assertThat(window.features(BLOOD_PRESSURE).get("sbp_mmhg")).isNotNull();
      assertThat(window.features(PPG)).containsOnlyKeys(PulseShapeFeatures.NAMES);
      assertThat(window.features(PAT_PPG).isEmpty()).isEqualTo("gap".equals(window.refusal("ecg")));
    }
  }

  /** The pressure and the pulse need no ECG: 11 windows, as many as with it. */
  @Test
  void labelsAndMeasuresThePulseWhereTheEcgIsAbsentOrRefused() {
    double[] flat = new double[ecg().length];
    for (double[] ecg : List.of(new double[0], flat)) {
      assertThat(accepted(cut(ecg, ppg(), abp())))
          .hasSize(11)
          .allMatch(window -> window.features(PAT_PPG).isEmpty())
          .allMatch(window -> window.features(PPG).size() == 13)
          .allMatch(window -> window.refusalOf(PPG) == null)
          .allMatch(window -> window.refusalOf(BLOOD_PRESSURE) == null)
          .allMatch(
              window ->
                  window.features(BLOOD_PRESSURE).get("sbp_mmhg")
                      > window.features(BLOOD_PRESSURE).get("dbp_mmhg"));
    }
  }

  @Test
  void namesWhyThereIsNoLabelAndNoPulseShape() {
    double[] abp = abp();
    double[] ppg = ppg();
    abp[(int) (1 * FS)] = Double.NaN;
    ppg[(int) (1 * FS)] = Double.NaN;
    Window first = accepted(cut(ecg(), ppg, abp)).get(0);
    assertThat(first.refusalOf(BLOOD_PRESSURE)).isEqualTo("gap");
    assertThat(first.features(BLOOD_PRESSURE).get("sbp_mmhg")).isNull();
    assertThat(first.refusalOf(PPG)).isEqualTo("gap");
    assertThat(first.features(PPG)).isEmpty();
    Window alone = accepted(cut(ecg(), new double[0], new double[0])).get(0);
    assertThat(alone.refusalOf(BLOOD_PRESSURE)).isEqualTo("absent");
    assertThat(alone.refusalOf(PPG)).isEqualTo("absent");
  }

  /** The 13 features of the pulse are the last 13 of the 18 of ECG and PPG. */
  @Test
  void measuresTheSamePulseShapeWithAndWithoutTheEcg() {
    for (Window window : accepted(cut(ecg(), ppg(), abp()))) {
      assertThat(window.features(PAT_PPG)).containsAllEntriesOf(window.features(PPG));
    }
  }

  @Test
  void cutsNothingFromARecordingShorterThanAWindow() {
    double[] shortEcg = Arrays.copyOf(ecg(), (int) (9.9 * FS));
    assertThat(cut(shortEcg, new double[0], new double[0])).isEmpty();
  }

  /**
   * 600 s in two blocks, of which each has 30 s of the other and one less beyond: the oracle is the
   * whole record.
   */
  @Test
  void cutsTheSameWindowsFromBlocksAsFromTheWholeRecord() {
    SyntheticRecording recording =
        new RecordingSynthesizer(new SynthesisPlan(23, 1, 600, FS, 0.1, 0.02, 1, 20, 20, 0))
            .synthesize(0);
    double[] ecg = recording.signal(SyntheticChannel.LEAD_II);
    double[] ppg = recording.signal(SyntheticChannel.PPG);
    double[] abp = recording.signal(SyntheticChannel.ABP);
    for (double[] missing : List.of(ecg, ppg)) {
      Arrays.fill(missing, (int) (296 * FS), (int) (310.1 * FS), Double.NaN);
    }
    List<CandidateWindow> whole = cut(ecg, ppg, abp);
    List<CandidateWindow> blocks =
        Stream.of(new Block(0, 60, 0, 335), new Block(60, 59, 270, 600))
            .flatMap(block -> cut(block, of(ecg, block), of(ppg, block), of(abp, block)).stream())
            .toList();
    assertThat(blocks).hasSize(119);
    assertThat(accepted(whole)).hasSize(114);
    for (int i = 0; i < 119; i++) {
      assertThat(String.valueOf(blocks.get(i).reject()))
          .isEqualTo(String.valueOf(whole.get(i).reject()));
    }
    List<Window> found = accepted(blocks);
    List<Window> expected = accepted(whole);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).text("window_id")).isEqualTo(expected.get(i).text("window_id"));
      for (String signal : List.of("ecg", "ppg")) {
        assertThat(found.get(i).refusal(signal)).isEqualTo(expected.get(i).refusal(signal));
        if (found.get(i).refusal(signal) == null) {
          assertThat(found.get(i).samples(signal)).isEqualTo(expected.get(i).samples(signal));
        }
      }
      assertThat(found.get(i).features(BLOOD_PRESSURE).keySet())
          .isEqualTo(expected.get(i).features(BLOOD_PRESSURE).keySet());
      assertThat(found.get(i).features(HEART_RATE)).isEqualTo(expected.get(i).features(HEART_RATE));
    }
  }

  private static double[] of(double[] samples, Block block) {
    return Arrays.copyOfRange(
        samples, (int) (block.startSeconds() * FS), (int) (block.endSeconds() * FS));
  }

  private static List<CandidateWindow> cut(double[] ecg, double[] ppg, double[] abp) {
    int longest = Math.max(ecg.length, Math.max(ppg.length, abp.length));
    int windows = new CutKinds(PAIRED, true).windows(SignalKind.ECG, longest, FS);
    return cut(Block.whole(windows), ecg, ppg, abp);
  }

  private static List<CandidateWindow> cut(Block block, double[] ecg, double[] ppg, double[] abp) {
    return cut("simultaneous", block, ecg, ppg, abp);
  }

  private static List<CandidateWindow> cut(
      String alignment, Block block, double[] ecg, double[] ppg, double[] abp) {
    Recording recording =
        new Recording(
            new StoredRecord(
                "synthetic",
                "r1",
                "s1",
                new Person("published", "synthetic/s1", null),
                alignment,
                List.of()),
            List.of(
                new RecordedSignal(
                    PAIRED.signals().get(0),
                    ecg.length == 0 ? Optional.empty() : Optional.of("II"),
                    raw(ecg, block)),
                new RecordedSignal(PAIRED.signals().get(1), Optional.empty(), raw(ppg, block))),
            raw(abp, block),
            block,
            "waveform");
    return CUTTING.cut(recording).toList();
  }

  private static RawSignal raw(double[] samples, Block block) {
    return samples.length == 0
        ? RawSignal.absent()
        : new RawSignal(samples, FS, "", block.startSeconds());
  }

  private static List<Window> accepted(List<CandidateWindow> windows) {
    return windows.stream()
        .filter(window -> window.window() != null)
        .map(window -> new Window(window.window(), window.features()))
        .toList();
  }

  /** A row of {@code windows} with those of {@code window_features}. */
  private record Window(Row row, List<Row> features) {

    String text(String column) {
      return row.getAs(column);
    }

    double start() {
      return row.<Double>getAs("start_s");
    }

    Row signal(String name) {
      return row.<Row>getList(row.fieldIndex("signals")).stream()
          .filter(signal -> signal.<String>getAs("name").equals(name))
          .findFirst()
          .orElseThrow();
    }

    byte[] samples(String name) {
      return signal(name).getAs("samples");
    }

    String refusal(String name) {
      return signal(name).getAs("refusal");
    }

    Map<String, Double> features(String set) {
      Row of = ofSet(set);
      return of.getJavaMap(of.fieldIndex("features"));
    }

    String refusalOf(String set) {
      return ofSet(set).getAs("refusal");
    }

    private Row ofSet(String set) {
      return features.stream()
          .filter(row -> row.<String>getAs("feature_set").equals(set))
          .findFirst()
          .orElseThrow();
    }
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
    float[] z = WindowSignals.decode(bytes);
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
