package org.purkinje.preprocessing.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.preprocessing.records.SignalRow;
import org.purkinje.preprocessing.records.StoredRecord;
import org.purkinje.preprocessing.records.TinyWarehouse;

/** Every candidate window must end as a row, the same one on any number of cores. */
class WindowSignalsSparkTest {

  private static final WindowSignalsJob.Config CONFIG =
      new WindowSignalsJob.Config(
          "w",
          List.of("tiny"),
          "none",
          WindowSpecs.paired("II"),
          List.of("pressure"),
          0.5,
          0.4,
          17);

  @TempDir private Path folder;

  /** Oracle: the same rules in one thread over the same chunks, without a task or a file. */
  @ParameterizedTest
  @CsvSource({"local[1], true", "local[2], false", "local[7], true"})
  void writesWhatOneThreadWithoutSparkDoes(String master, boolean adaptive) {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve(master), master)) {
      warehouse.spark().conf().set("spark.sql.adaptive.enabled", adaptive);
      new WindowSignalsJob().run(warehouse.context(), CONFIG);
      List<CandidateWindow> expected = new ArrayList<>();
      List<Row> refusals = new ArrayList<>();
      warehouse.chunks().stream()
          .collect(Collectors.groupingBy(chunk -> chunk.<String>getAs("record")))
          .values()
          .forEach(
              chunks -> {
                StoredRecord record = SignalRow.recordOf(chunks.toArray(Row[]::new));
                RefusalCounts counts = new RefusalCounts("w", record);
                WindowSignalsJob.cutting(CONFIG)
                    .cut(record, chunks.iterator())
                    .peek(counts::add)
                    .forEach(expected::add);
                refusals.addAll(counts.rows());
              });
      assertThat(warehouse.content("window_refusals"))
          .containsExactlyInAnyOrderElementsOf(content(refusals.stream()));
      assertThat(warehouse.content("windows"))
          .containsExactlyInAnyOrderElementsOf(
              content(expected.stream().map(CandidateWindow::window)));
      assertThat(warehouse.content("rejects"))
          .containsExactlyInAnyOrderElementsOf(
              content(expected.stream().map(CandidateWindow::reject)));
      assertThat(warehouse.content("window_features"))
          .containsExactlyInAnyOrderElementsOf(
              content(expected.stream().flatMap(window -> window.features().stream())));
      long accepted = warehouse.spark().table("windows").count();
      long rejected = warehouse.spark().table("rejects").count();
      assertThat(accepted).isPositive();
      assertThat(rejected).isPositive();
      assertThat(accepted + rejected).isEqualTo(TinyWarehouse.SUBJECTS * 11);
      assertThat(warehouse.rows("select window_id from windows group by 1 having count(*) > 1"))
          .isEmpty();
      assertThat(warehouse.rows("select * from accounting"))
          .containsExactly(
              "[window-signals/w,tiny,run-1,windows,66,%d,%d,0]".formatted(accepted, rejected));
      assertThat(warehouse.rows("select distinct reason from rejects")).contains("[gap]");
      assertThat(warehouse.rows("select distinct modalities from windows order by 1"))
          .contains("[ecg]", "[ecg+ppg]", "[ppg]");
      assertThat(
              warehouse.rows(
                  "select subject from windows group by 1 having count(distinct split) > 1"))
          .as("subjects on both sides")
          .isEmpty();
      assertThat(warehouse.rows("select distinct split from windows order by 1"))
          .containsExactly("[evaluation]", "[pretrain]");
    }
  }

  /** Oracle: the rows of the windows themselves, and the texts of those that were rejected. */
  @Test
  void countsEachRefusalBySubjectAndRuleWithValueAndLimit() {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("counted"), "local[2]")) {
      int[] held = new int[7_500];
      Arrays.setAll(held, i -> (int) (1_000 * Math.sin(i / 5.0)));
      Arrays.fill(held, 2_000, 2_200, 7);
      warehouse.add("held", 60, List.of(channel("held", 0, "ECG", SignalKind.ECG, 125, held)));
      new WindowSignalsJob().run(warehouse.context(), strict());

      for (String signal : List.of("ecg", "ppg")) {
        assertThat(
                warehouse.rows(
                    "select sum(windows) + (select count(*) from windows where get(filter(signals,"
                        + " s -> s.name = '%1$s'), 0).samples is not null) from window_refusals"
                            .formatted(signal)
                        + " where signal = '%s'".formatted(signal)))
            .as("windows of every record, %s", signal)
            .containsExactly("[%d]".formatted(TinyWarehouse.SUBJECTS * 11 + 11));
      }
      assertThat(
              warehouse.rows(
                  "select subject, rule, sum(windows) from window_refusals where signal = 'pair'"
                      + " group by all order by all"))
          .isNotEmpty()
          .isEqualTo(
              warehouse.rows(
                  "select subject, pair_refusal, count(*) from windows where pair_refusal is not"
                      + " null group by all order by all"));
      assertThat(
              warehouse.rows(
                  "select record, sum(windows) from window_refusals where signal = 'ppg' and rule ="
                      + " 'gap' group by all order by all"))
          .isNotEmpty()
          .isEqualTo(
              warehouse.rows(
                  "select record, count(*) from (select record from windows where get(filter("
                      + "signals, s -> s.name = 'ppg'), 0).refusal = 'gap' union all select record"
                      + " from rejects where detail like '%PPG gap%') group by all order by all"));
      assertThat(
              warehouse.rows(
                  "select subject, signal, rule, needed, value_limit, unit, windows, least, greatest"
                      + " from window_refusals where record = 'held' and unit = 's'"))
          .as("1.6 s from 16 s on: whole in the windows from 10 s and 15 s")
          .containsExactly("[sheld,ecg,ecg flat,at most,1.0,s,2,1.6,1.6]");
    }
  }

  /** The query of docs/windows.md. */
  @Test
  void answersTheDocumentedQuery() {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("asked"), "local[2]")) {
      new WindowSignalsJob().run(warehouse.context(), CONFIG);
      List<String> found =
          warehouse.rows(
              """
              select corpus, subject, signal, rule, needed, value_limit, unit,
                     sum(windows) windows, min(least) least, max(greatest) greatest
              from window_refusals where window_set = 'w'
              group by all order by windows desc
              """);
      assertThat(found)
          .isNotEmpty()
          .anyMatch(row -> row.matches("\\[tiny,ssynth\\d+,ppg,gap,at most,0.0,%,\\d+,.*"));
    }
  }

  private static WindowSignalsJob.Config strict() {
    WindowSpec window = WindowSpecs.paired("II");
    return new WindowSignalsJob.Config(
        "w",
        List.of("tiny"),
        "none",
        new WindowSpec(
            10, 5, window.signals().stream().map(of -> of.withMaxRuns(1, 0.1)).toList(), 1),
        List.of("pressure"),
        0.5,
        0.4,
        17);
  }

  private static List<String> content(Stream<Row> rows) {
    return rows.filter(Objects::nonNull).map(TinyWarehouse::text).toList();
  }

  /**
   * 60 s of ECG beside 12 s of ABP; 40 s of ABP alone; a clock alone; no channel at all; 9 s of
   * ECG; 19.7 s of PPG whose clock goes back a quarter of a second; rates of 0, NaN, a millionth
   * and a thousand million Hz; a lead without one sample that is not missing; and 60 s of PPG
   * beside a lead that ends after 30 s.
   */
  @Test
  void accountsForEveryRecordWhateverItLacks() {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("lacks"), "local[2]")) {
      warehouse.add(
          "long",
          60,
          List.of(
              channel("long", 0, "ECG", SignalKind.ECG, 125, 7_500),
              channel("long", 1, "ABP", SignalKind.ABP, 125, 1_500)));
      warehouse.add(
          "pressure", 40, List.of(channel("pressure", 0, "ABP", SignalKind.ABP, 125, 5_000)));
      warehouse.add("clock", 30, List.of(channel("clock", 0, "t", SignalKind.TIME, 125, 3_750)));
      warehouse.add("nothing", 15, List.of());
      warehouse.add("short", 9, List.of(channel("short", 0, "ECG", SignalKind.ECG, 100, 900)));
      warehouse.add(
          "backwards",
          40,
          List.of(
              channel("backwards", 0, "R", SignalKind.PPG, 30, 600),
              channel("backwards", 1, "t", SignalKind.TIME, 30, 600)));
      for (double fs : new double[] {0, Double.NaN, 1e-6, 1e9}) {
        warehouse.add(
            "at " + fs, 40, List.of(channel("at " + fs, 0, "ECG", SignalKind.ECG, fs, 5_000)));
      }
      int[] nothing = new int[5_000];
      Arrays.fill(nothing, SignalRow.MISSING);
      warehouse.add("empty", 40, List.of(channel("empty", 0, "ECG", SignalKind.ECG, 125, nothing)));
      warehouse.add(
          "early",
          60,
          List.of(
              channel("early", 0, "ECG", SignalKind.ECG, 125, 3_750),
              channel("early", 1, "PPG", SignalKind.PPG, 125, 7_500)));

      new WindowSignalsJob().run(warehouse.context(), CONFIG);

      assertThat(warehouse.rows("select discovered, accepted + rejected, excluded from accounting"))
          .containsExactly(
              "[%d,%d,%d]"
                  .formatted(
                      66 + 11 + 7 + 5 + 2 + 2 + 4 * 7 + 7 + 11,
                      66 + 11 + 2 + 7 + 11,
                      7 + 5 + 2 + 4 * 7));
      assertThat(
              warehouse.rows(
                  "select record, reason, detail from rejects where place = 'record' order by"
                      + " record"))
          .containsExactly(
              "[at 0.0,rate,sampling frequency 0.0 Hz, 0.01 to 1000000 allowed; excluded]",
              "[at 1.0E-6,rate,sampling frequency 1.0E-6 Hz, 0.01 to 1000000 allowed; excluded]",
              "[at 1.0E9,rate,sampling frequency 1.0E9 Hz, 0.01 to 1000000 allowed; excluded]",
              "[at NaN,rate,sampling frequency NaN Hz, 0.01 to 1000000 allowed; excluded]",
              "[backwards,failed,times must not decrease, got 9.75 s after 9.965 s at sample 300]",
              "[clock,absent,no ecg and no ppg, channels are of kind time; excluded]",
              "[nothing,absent,no ecg and no ppg, channels are of kind none; excluded]",
              "[pressure,absent,no ecg and no ppg, channels are of kind abp; excluded]",
              "[short,short,longest of ecg, ppg, abp 9.000 s, at least 10 s needed; excluded]");
      assertThat(
              warehouse.rows(
                  "select count(*), min(reason), max(detail) from rejects where record = 'empty'"))
          .containsExactly(
              "[7,gap,ECG gap: missing share 100 % at 5.000 s, at most 0 allowed; PPG absent:"
                  + " channels 0, at least 1 needed]");
      assertThat(
              warehouse.rows(
                  "select count(*), count_if(get(filter(signals, s -> s.name = 'ecg'), 0).refusal ="
                      + " 'gap') from windows where record = 'early'"))
          .containsExactly("[11,6]");
    }
  }

  /** As phones and EDF files state them: no fraction of short terms leads from there to 125 Hz. */
  @Test
  void cutsRecordsOfAnySamplingFrequency() {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("odd"), "local[2]")) {
      warehouse.add(
          "phone",
          300,
          List.of(channel("phone", 0, "PPG", SignalKind.PPG, 29.968599622142204, 8_992)));
      warehouse.add(
          "edf", 300, List.of(channel("edf", 0, "ECG", SignalKind.ECG, 300.0003000003, 90_000)));
      new WindowSignalsJob().run(warehouse.context(), CONFIG);
      assertThat(
              warehouse.rows(
                  "select record, max(start_s) from (select record, start_s from windows union all"
                      + " select record, double(replace(place, ' s', '')) from rejects) where"
                      + " record in ('phone', 'edf') group by 1 order by 1"))
          .containsExactly("[edf,290.0]", "[phone,290.0]");
      assertThat(warehouse.rows("select * from rejects where reason = 'failed'")).isEmpty();
    }
  }

  @Test
  void failsIfAWindowIsLostOrDoubled() {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("lost"), "local[2]")) {
      assertThatThrownBy(() -> cut(warehouse, windows -> windows.skip(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching(
              "tiny: 66 windows discovered, but \\d+ accepted \\+ \\d+ rejected \\+ 0 excluded ="
                  + " 60");
      assertThatThrownBy(
              () -> cut(warehouse, windows -> windows.flatMap(window -> Stream.of(window, window))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("excluded = 132");
      assertThatThrownBy(() -> cut(warehouse, windows -> Stream.empty()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("tiny: 66 windows discovered, but 0 accepted + 0 rejected + 0 excluded = 0");
      assertThat(warehouse.rows("show tables")).noneMatch(table -> table.contains("accounting"));
    }
  }

  /**
   * @param fault what is done to the windows of each record
   */
  private static void cut(TinyWarehouse warehouse, Fault fault) {
    WindowSignalsJob faulty =
        new WindowSignalsJob(
            config -> {
              RecordWindows cutting = WindowSignalsJob.cutting(config);
              return (record, chunks) -> fault.apply(cutting.cut(record, chunks));
            });
    faulty.run(warehouse.context(), CONFIG);
  }

  private interface Fault extends Serializable {
    Stream<CandidateWindow> apply(Stream<CandidateWindow> windows);
  }

  private static Row channel(
      String record, int channel, String name, SignalKind kind, double fs, int samples) {
    int[] digital = new int[samples];
    for (int i = 0; i < samples; i++) {
      digital[i] =
          kind == SignalKind.TIME
              ? (int) (200 * i / fs) - (i < 300 ? 0 : 50)
              : (int) (1_000 * Math.sin(7 * i / fs));
    }
    return channel(record, channel, name, kind, fs, digital);
  }

  private static Row channel(
      String record, int channel, String name, SignalKind kind, double fs, int[] digital) {
    return SignalRow.of(
        SignalsTable.TABLE.schema(),
        record,
        channel,
        name,
        kind,
        fs,
        new AdcScale(200, 0, "mV"),
        0,
        digital);
  }

  @Test
  void checksItsRanges() {
    String yaml =
        """
        window-set: w
        corpora: [tiny]
        person-groups: none
        window:
          seconds: 10
          hop-seconds: 5
          min-signals: 1
          signals:
            - {kind: ecg, take: first, leads: [II], rate-hz: 125, band: {low-hz: 0.5, high-hz: 40, order: 4, notch-hz: 0, baseline-seconds: []}, min-beats: 5, min-quality: 0, max-noise: 0, max-flat-seconds: 0, max-clipped-seconds: 0}
        features: [pressure]
        max-pat-seconds: 0.5
        evaluation-share: 0.2
        seed: 17
        """;
    assertRefused(
        yaml.replace("0.2", "1.2"), "w.yaml: line 12: evaluation-share must be 0 to 1, got 1.2");
    assertRefused(
        yaml.replace("max-pat-seconds: 0.5", "max-pat-seconds: 5"),
        "w.yaml: line 11: max-pat-seconds must be above 0.08 and at most 2, got 5.0");
    assertRefused(
        yaml.replace("[pressure]", "[hrv]"),
        "w.yaml: line 10: features must be of [pressure], got [hrv]");
    assertRefused(
        yaml.replace(" seconds: 10", " seconds: 4"),
        "w.yaml: line 10: features: pressure needs windows of 10.0 s that start at whole samples of 125.0 Hz, got seconds 4.0 and hop-seconds 5.0");
    assertRefused(
        yaml.replace("[tiny]", "[]"), "w.yaml: line 2: corpora must name at least one corpus");
    assertRefused(
        yaml.replace("[tiny]", "[tiny, tiny]"),
        "w.yaml: line 2: corpora must name each corpus once, got [tiny, tiny]");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(
            () -> ConfigReader.parse("w.yaml", yaml, Map.of(), WindowSignalsJob.Config.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
