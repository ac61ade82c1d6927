package org.purkinje.preprocessing.beats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.BeatSpec;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.WindowedSignal;
import org.purkinje.jobsupport.table.BeatsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.preprocessing.records.RejectRows;
import org.purkinje.preprocessing.records.SignalRow;
import org.purkinje.preprocessing.splits.SubjectSplit;

/** Each beat must end as one row, its R peak where the span's shape says it is. */
class RecordBeatsTest {

  private static final AdcScale SCALE = new AdcScale(1_000, 0, "mV");

  private static final StructType ANNOTATION =
      new StructType()
          .add("sample", DataTypes.LongType)
          .add("time_s", DataTypes.DoubleType)
          .add("code", DataTypes.StringType)
          .add("channel", DataTypes.IntegerType)
          .add("number", DataTypes.IntegerType);

  private static final StructType PART =
      new StructType()
          .add("_file", DataTypes.StringType)
          .add("first_row", DataTypes.LongType)
          .add("last_row", DataTypes.LongType)
          .add("start_sample", DataTypes.LongType)
          .add("channel", DataTypes.IntegerType)
          .add("name", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("lead", DataTypes.StringType)
          .add("unit", DataTypes.StringType)
          .add("fs_hz", DataTypes.DoubleType)
          .add("digital_sha256", DataTypes.StringType)
          .add("n", DataTypes.LongType);

  private static final StructType RECORD =
      new StructType()
          .add("corpus", DataTypes.StringType)
          .add("record", DataTypes.StringType)
          .add("subject", DataTypes.StringType)
          .add("subject_identity", DataTypes.StringType)
          .add("person_group", DataTypes.StringType)
          .add("person_groups", DataTypes.StringType)
          .add("alignment", DataTypes.StringType)
          .add("parts", DataTypes.createArrayType(PART))
          .add("annotations", DataTypes.createArrayType(ANNOTATION));

  /** The rows that a record made. */
  private record Made(List<Row> beats, Map<String, String> rejects) {

    Row beat(long sample) {
      return beats.stream()
          .filter(row -> row.<Long>getAs("sample") == sample)
          .findFirst()
          .orElseThrow();
    }
  }

  /** 60 s at 100 Hz, an R wave at each beat, nothing recorded from 30 to 31 s. */
  @Test
  void makesOneRowOfEachBeat() {
    int[] beats = {10, 100, 200, 300, 3_050, 3_400, 4_050, 4_500, 5_000, 5_980};
    Row ecg = ecg("II", 100, 6_000, i -> i >= 3_000 && i < 3_100 ? Double.NaN : waves(beats, i));
    Made made =
        work(
            BeatSpecs.first(100),
            List.of(ecg),
            100,
            "10 N",
            "50 +",
            "100 N",
            "200 V",
            "300 N",
            "3050 N",
            "3400 A",
            "4000 [",
            "4050 V",
            "4100 ]",
            "4500 /",
            "5000 N",
            "5000 V",
            "5980 N");
    assertThat(made.rejects())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "0.100 s edge",
                "span from -0.100 s to 0.500 s, record from 0 s to 60.000 s",
                "30.500 s gap",
                "ECG gap: missing share 100 % at 30.300 s, at most 0 allowed",
                "40.500 s flutter",
                "ventricular flutter from 40.000 s to 41.000 s",
                "50.000 s duplicate",
                "V at the instant of N",
                "59.800 s edge",
                "span from 59.600 s to 60.200 s, record from 0 s to 60.000 s"));
    assertThat(made.beats())
        .extracting(
            row -> row.<Long>getAs("sample") + " " + row.getAs("symbol") + row.getAs("aami_class"))
        .containsExactly("100 NN", "200 VV", "300 NN", "3400 AS", "4500 /Q", "5000 NN");
    Row beat = made.beat(200);
    assertThat(beat.<String>getAs("beat_id")).isEqualTo("tiny/r/atr/200");
    assertThat(beat.<Boolean>getAs("paced")).as("of the record").isTrue();
    assertThat(beat.<Double>getAs("time_s")).isEqualTo(2);
    assertThat(beat.<Double>getAs("rr_previous_s")).isEqualTo(1);
    assertThat(made.beat(100).<Double>getAs("rr_previous_s"))
        .as("to a beat that is no row")
        .isEqualTo(0.9);
    assertThat(made.beat(100).<Double>getAs("rr_one_before_s")).isNull();
    assertThat(made.beat(4_500).<Double>getAs("rr_previous_s")).as("across flutter").isNull();
    assertThat(beat.<String>getAs("waveform_sha256")).isEqualTo("sha of r 0");
    for (Row row : made.beats()) {
      assertThat(peak(row, 0)).as("R of %s", row.<Long>getAs("sample")).isEqualTo(20);
      assertThat(WindowSignals.accepted(row).get("ecg")).hasSize(60);
    }
  }

  /**
   * R waves of any phase; the vertex of a parabola through the highest sample and its neighbours.
   */
  @ParameterizedTest
  @ValueSource(doubles = {125, 250, 360, 500})
  void keepsTheBeatWithinHalfASample(double rate) {
    int[] beats = IntStream.range(1, 50).map(i -> 397 * i).toArray();
    Made made =
        work(
            BeatSpecs.first(rate),
            List.of(ecg("II", 360, 20_000, i -> waves(beats, i))),
            360,
            IntStream.of(beats).mapToObj(beat -> beat + " N").toArray(String[]::new));
    assertThat(made.beats()).hasSize(beats.length);
    for (Row row : made.beats()) {
      double[] x = physical(row);
      int highest = peak(row, 0);
      double slope = x[highest + 1] - x[highest - 1];
      double curvature = x[highest + 1] + x[highest - 1] - 2 * x[highest];
      assertThat(highest - slope / (2 * curvature))
          .as(row.<String>getAs("beat_id"))
          .isCloseTo(0.2 * rate, within(0.52));
    }
  }

  @Test
  void givesBackWhatWasRecorded() {
    int[] beats = {3_600};
    BeatSpec spec = BeatSpecs.first(360);
    Row ecg = ecg("II", 360, 7_200, i -> waves(beats, i));
    Row row = work(spec, List.of(ecg), 360, "3600 N").beat(3_600);
    Row signal = signal(row);
    double[] recorded = physical(row);
    double[] expected = whole(spec, ecg).cutFrom(3_600 - 72).samples();
    for (int i = 0; i < expected.length; i++) {
      assertThat(recorded[i]).isCloseTo(expected[i], within(0.51 / WindowSignals.COUNTS_PER_SD));
    }
    assertThat(WindowSignals.accepted(row).get("ecg")[72])
        .as("the highest that may be stored")
        .isEqualTo(6);
    assertThat(signal.<String>getAs("unit")).isEqualTo("mV");
    assertThat(signal.<String>getAs("lead")).isEqualTo("II");
  }

  /** V1 lacks the second beat; a beat needs one lead at least. */
  @Test
  void cutsEachLeadAskedFor() {
    int[] beats = {500, 1_000};
    Made made =
        work(
            BeatSpecs.each(100, "V1", "II", "V6"),
            List.of(
                ecg(0, "II", 100, 2_000, i -> waves(beats, i)),
                ecg(1, "V1", 100, 2_000, i -> i > 800 && i < 1_200 ? Double.NaN : waves(beats, i))),
            100,
            "500 N",
            "1000 N");
    assertThat(WindowSignals.accepted(made.beat(500)).keySet()).containsExactly("V1", "II");
    assertThat(WindowSignals.accepted(made.beat(1_000)).keySet()).containsExactly("II");
    assertThat(made.beat(1_000).<Row>getList(made.beat(1_000).fieldIndex("signals")))
        .extracting(signal -> signal.<String>getAs("refusal"))
        .containsExactly("gap", null, "absent");
  }

  /**
   * Beats of a channel that ends before the longest lie in a gap, beyond all of them at the edge.
   */
  @Test
  void tellsAGapFromTheEndOfARecord() {
    int[] beats = {500, 1_500, 1_999};
    Made made =
        work(
            BeatSpecs.each(100, "V1", "II"),
            List.of(
                ecg(0, "II", 100, 1_000, i -> waves(beats, i)),
                ecg(1, "V1", 100, 2_000, i -> waves(beats, i))),
            100,
            "500 N",
            "1500 N",
            "1999 N");
    assertThat(made.beat(1_500).<Row>getList(made.beat(1_500).fieldIndex("signals")))
        .extracting(signal -> signal.<String>getAs("refusal"))
        .containsExactly(null, "gap");
    assertThat(made.rejects().keySet()).containsExactly("19.990 s edge");
  }

  @Test
  void rejectsBeatsOfAFlatSignal() {
    Made made = work(BeatSpecs.first(100), List.of(ecg("II", 100, 2_000, i -> 0)), 100, "1000 N");
    assertThat(made.beats()).isEmpty();
    assertThat(made.rejects())
        .containsExactly(Map.entry("10.000 s ecg flat", "ECG flat: SD 0 mV, at least 1E-9 needed"));
  }

  @Test
  void rejectsARecordThatLacksWhatIsAskedFor() {
    Row ppg = channel(0, "PLETH", SignalKind.PPG, 100, 2_000, i -> i % 100);
    assertThat(work(BeatSpecs.each(100, "V1", "V2"), List.of(ppg), 100, "500 N", "900 N").rejects())
        .containsExactly(Map.entry("record absent", "no V1 and no V2; excluded"));
    Row fast = ecg("II", 1e9, 2_000, i -> i % 100);
    assertThat(work(BeatSpecs.first(100), List.of(fast), 100, "500 N").rejects())
        .containsExactly(
            Map.entry(
                "record rate", "sampling frequency 1.0E9 Hz, 0.01 to 1000000 allowed; excluded"));
  }

  @Test
  void rejectsARecordThatCannotBeRead() {
    Row first = ecg("II", 100, 1_000, i -> i % 100);
    Row third =
        SignalRow.of(
            SignalsTable.TABLE.schema(), "r", 0, "II", SignalKind.ECG, 100, SCALE, 1_500, 1, 2, 3);
    assertThat(work(BeatSpecs.first(100), List.of(first, third), 100, "500 N", "600 N").rejects())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "5.000 s failed",
                "channel II: the next chunk must start at sample 1000, got 1500; ingest the corpus again",
                "6.000 s failed",
                "channel II: the next chunk must start at sample 1000, got 1500; ingest the corpus again"));
    assertThat(work(BeatSpecs.first(100), List.of(first), 100, "500 x!").rejects())
        .containsExactly(
            Map.entry(
                "record failed", "annotation symbol must be one of the standard ones, got x!"));
  }

  /** Three hours, in three blocks; the oracle is prepared as one. */
  @Test
  void cutsTheSameFromEachBlock() {
    int[] beats = IntStream.range(1, 10_700).map(i -> 101 * i).toArray();
    int samples = 1_080_000;
    Row ecg = ecg("II", 100, samples, i -> Math.sin(0.001 * i) + waves(beats, i));
    BeatSpec spec = BeatSpecs.first(125);
    Made made =
        work(
            spec,
            List.of(ecg),
            100,
            IntStream.of(beats).mapToObj(beat -> beat + " N").toArray(String[]::new));
    assertThat(made.rejects().size() + made.beats().size()).isEqualTo(beats.length);
    assertThat(made.beats()).hasSizeGreaterThan(10_690);
    WindowedSignal whole = whole(spec, ecg);
    for (Row row : made.beats()) {
      long first = spec.firstSample(row.<Double>getAs("time_s"), 125);
      double[] expected = whole.cutFrom(first).samples();
      double[] found = physical(row);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i])
            .as("sample %d of %s", i, row.<String>getAs("beat_id"))
            .isCloseTo(expected[i], within(0.51 / WindowSignals.COUNTS_PER_SD));
      }
    }
  }

  private static WindowedSignal whole(BeatSpec spec, Row ecg) {
    SignalSpec signal = spec.signals().get(0);
    RawSignal raw = new RawSignal(SignalsTable.physical(ecg), ecg.<Double>getAs("fs_hz"), "mV");
    return WindowedSignal.of(signal, raw, spec.at(signal.rateHz()));
  }

  private static Row signal(Row row) {
    return row.<Row>getList(row.fieldIndex("signals")).get(0);
  }

  /** In mV, to half a count of at most 1 mV per SD. */
  private static double[] physical(Row row) {
    float[] z = WindowSignals.accepted(row).get("ecg");
    double mean = signal(row).<Double>getAs("mean");
    double sd = signal(row).<Double>getAs("sd");
    assertThat(sd).isLessThan(1);
    return IntStream.range(0, z.length).mapToDouble(i -> mean + sd * z[i]).toArray();
  }

  /** R waves of 2 mV, 0.03 s wide. */
  private static double waves(int[] beats, int sample) {
    int next = Arrays.binarySearch(beats, sample);
    int at = next < 0 ? -next - 1 : next;
    double wave = 0;
    for (int i = Math.max(0, at - 1); i < Math.min(beats.length, at + 1); i++) {
      wave += 2 * Math.exp(-0.5 * Math.pow((sample - beats[i]) / 2.0, 2));
    }
    return wave;
  }

  /** Where a signal of a beat is highest. */
  private static int peak(Row row, int signal) {
    float[] z = new ArrayList<>(WindowSignals.accepted(row).values()).get(signal);
    return IntStream.range(0, z.length).reduce((a, b) -> z[b] > z[a] ? b : a).orElseThrow();
  }

  private static Row ecg(String lead, double fs, int samples, IntToDoubleFunction millivolts) {
    return ecg(0, lead, fs, samples, millivolts);
  }

  private static Row ecg(
      int channel, String lead, double fs, int samples, IntToDoubleFunction millivolts) {
    return channel(channel, lead, SignalKind.ECG, fs, samples, millivolts);
  }

  private static Row channel(
      int channel,
      String name,
      SignalKind kind,
      double fs,
      int samples,
      IntToDoubleFunction value) {
    int[] digital = new int[samples];
    for (int i = 0; i < samples; i++) {
      double physical = value.applyAsDouble(i);
      digital[i] = Double.isNaN(physical) ? SignalRow.MISSING : (int) Math.round(1_000 * physical);
    }
    return SignalRow.of(
        SignalsTable.TABLE.schema(), "r", channel, name, kind, fs, SCALE, 0, digital);
  }

  /**
   * @param fs of the annotator, Hz
   * @param codes sample and symbol of each annotation
   */
  private static Made work(BeatSpec spec, List<Row> chunks, double fs, String... codes) {
    List<Row> beats = new ArrayList<>();
    Map<String, String> rejects = new TreeMap<>();
    Row record =
        new RowBuilder(RECORD)
            .set("corpus", "tiny")
            .set("record", "r")
            .set("subject", "s")
            .set("subject_identity", "published")
            .set("person_group", "tiny/s")
            .set("alignment", "simultaneous")
            .set("parts", chunks.stream().map(RecordBeatsTest::part).toList())
            .set(
                "annotations",
                Stream.of(codes).map(code -> annotation(code.split(" "), fs)).toList())
            .build();
    new RecordBeats("b", "atr", spec, new RejectRows("extract-beats/b"), new SubjectSplit(0, 1))
        .work(
            record,
            chunks::iterator,
            (table, row) -> {
              if (table.equals(BeatsTable.TABLE)) {
                beats.add(row);
              } else {
                assertThat(table).isEqualTo(RejectsTable.TABLE);
                rejects.merge(
                    row.getAs("place") + " " + row.getAs("reason"),
                    row.getAs("detail"),
                    (a, b) -> a + " twice");
              }
            });
    return new Made(beats, rejects);
  }

  private static Row annotation(String[] of, double fs) {
    return new RowBuilder(ANNOTATION)
        .set("sample", Long.parseLong(of[0]))
        .set("time_s", Long.parseLong(of[0]) / fs)
        .set("code", of[1])
        .set("channel", 0)
        .set("number", 0)
        .build();
  }

  private static Row part(Row chunk) {
    return new RowBuilder(PART)
        .set("_file", "f")
        .set("first_row", 0L)
        .set("last_row", 0L)
        .set("start_sample", chunk.getAs("start_sample"))
        .set("channel", chunk.getAs("channel"))
        .set("name", chunk.getAs("name"))
        .set("kind", chunk.getAs("kind"))
        .set("lead", chunk.getAs("lead"))
        .set("unit", chunk.getAs("unit"))
        .set("fs_hz", chunk.getAs("fs_hz"))
        .set("digital_sha256", chunk.getAs("digital_sha256"))
        .set("n", (long) chunk.<Integer>getAs("n_samples"))
        .build();
  }
}
