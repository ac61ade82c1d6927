package org.purkinje.preprocessing.beats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.preprocessing.records.RecordWork;
import org.purkinje.preprocessing.records.SignalRow;
import org.purkinje.preprocessing.records.TinyWarehouse;

/** Every annotated beat must end as a row, the same one on any number of cores. */
class ExtractBeatsSparkTest {

  private static final ExtractBeatsJob.Config CONFIG =
      new ExtractBeatsJob.Config(
          "b", List.of("tiny"), "atr", "none", BeatSpecs.first(125, "ECG"), 0.4, 17);

  @TempDir private Path folder;

  /** Of 6 records with gaps, a beat each 0.77 s; 3 of them in flutter. */
  @Test
  void writesTheSameRowsInAnyNumberOfTasks() {
    List<List<String>> all = new ArrayList<>();
    for (String master : List.of("local[1]", "local[2]", "local[7]")) {
      try (TinyWarehouse warehouse = annotated(master)) {
        new ExtractBeatsJob().run(warehouse.context(), CONFIG);
        long accepted = warehouse.spark().table("beats").count();
        long rejected = warehouse.spark().table("rejects").count();
        assertThat(accepted).isGreaterThan(300);
        assertThat(accepted + rejected).isEqualTo(6 * 77);
        assertThat(warehouse.rows("select * from accounting"))
            .containsExactly(
                "[extract-beats/b,tiny,run-1,beats,462,%d,%d,18]"
                    .formatted(accepted, rejected - 18));
        assertThat(
                warehouse.rows(
                    "select outcome, reason, n from accounting_reasons order by outcome, reason"))
            .contains("[excluded,flutter,18]")
            .anyMatch(row -> row.startsWith("[rejected,gap,"))
            .isEqualTo(
                warehouse.rows(
                    "select if(reason = 'flutter', 'excluded', 'rejected') outcome, reason, count(*)"
                        + " from rejects group by 1, 2 order by 1, 2"));
        assertThat(warehouse.rows("select beat_id from beats group by 1 having count(*) > 1"))
            .isEmpty();
        assertThat(
                warehouse.rows(
                    "select subject from beats group by 1 having count(distinct split) > 1"))
            .isEmpty();
        assertThat(warehouse.rows("select distinct split from beats order by 1"))
            .containsExactly("[evaluation]", "[pretrain]");
        all.add(
            IntStream.of(0, 1)
                .mapToObj(i -> List.of("beats", "rejects").get(i))
                .flatMap(table -> warehouse.content(table).stream().sorted())
                .toList());
      }
    }
    assertThat(all.get(1)).isEqualTo(all.get(0));
    assertThat(all.get(2)).isEqualTo(all.get(0));
  }

  private TinyWarehouse annotated(String master) {
    TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve(master), master);
    for (String record : warehouse.records()) {
      List<String> codes = new ArrayList<>(List.of("2000 [", "2300 ]", "0 +"));
      IntStream.range(0, 77).forEach(i -> codes.add(96 * i + " " + "NVAF".charAt(i % 4)));
      warehouse.annotate(record, "atr", codes);
      warehouse.annotate(record, "qrs", List.of("50 N", "150 N"));
    }
    return warehouse;
  }

  /** A record of PPG alone, one with an odd rate, one without a chunk, and one without any row. */
  @Test
  void accountsForTheBeatsOfRecordsThatCannotBeCut() {
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("lacks"), "local[2]")) {
      add(warehouse, "good", SignalKind.ECG, 125, 0);
      add(warehouse, "ppg", SignalKind.PPG, 125, 0);
      add(warehouse, "fast", SignalKind.ECG, 1e9, 0);
      add(warehouse, "late", SignalKind.ECG, 125, 125);
      warehouse.add("nothing", 60, List.of());
      for (String record : List.of("good", "ppg", "fast", "late", "nothing")) {
        warehouse.annotate(record, "atr", List.of("500 N", "700 V", "1000 N"));
      }
      warehouse.annotate("good", "atr", List.of("1000 V"));
      new ExtractBeatsJob().run(warehouse.context(), CONFIG);
      assertThat(warehouse.rows("select * from accounting"))
          .containsExactly("[extract-beats/b,tiny,run-1,beats,16,3,4,9]");
      assertThat(
              warehouse.rows(
                  "select outcome, reason, n from accounting_reasons order by outcome, reason"))
          .containsExactly(
              "[excluded,absent,6]",
              "[excluded,rate,3]",
              "[rejected,duplicate,1]",
              "[rejected,failed,3]");
      assertThat(
              warehouse.rows(
                  "select record, place from rejects where reason = 'absent' order by 1"))
          .containsExactly("[nothing,record]", "[ppg,record]");
    }
  }

  @Test
  void failsIfABeatIsLostOrDoubled() {
    try (TinyWarehouse warehouse = annotated("local[2]")) {
      assertThatThrownBy(
              () ->
                  run(
                      warehouse,
                      work -> (row, chunks, rows) -> work.work(row, chunks, (table, each) -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("tiny: 462 beats discovered, but 0 accepted + 0 rejected + 0 excluded = 0");
      assertThatThrownBy(
              () ->
                  run(
                      warehouse,
                      work ->
                          (row, chunks, rows) ->
                              work.work(
                                  row,
                                  chunks,
                                  (table, each) -> {
                                    rows.write(table, each);
                                    rows.write(table, each);
                                  })))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("excluded = 924");
    }
  }

  @Test
  void refusesAnAnnotatorWithoutBeats() {
    try (TinyWarehouse warehouse = annotated("local[1]")) {
      ExtractBeatsJob.Config other =
          new ExtractBeatsJob.Config("b", List.of("tiny"), "ecg", "none", CONFIG.beat(), 0.4, 17);
      assertThatThrownBy(() -> new ExtractBeatsJob().run(warehouse.context(), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "annotator ecg has no beats in [tiny]; annotators there are [atr, qrs]: name another, or leave the corpora out");
    }
  }

  private interface Fault {
    RecordWork apply(RecordWork work);
  }

  private static void run(TinyWarehouse warehouse, Fault fault) {
    new ExtractBeatsJob(config -> fault.apply(ExtractBeatsJob.cutting(config)))
        .run(warehouse.context(), CONFIG);
  }

  /** 16 s of R waves each second. */
  private static void add(
      TinyWarehouse warehouse, String record, SignalKind kind, double fs, long start) {
    int[] digital = new int[2_000];
    for (int i = 0; i < digital.length; i++) {
      digital[i] = i % 125 < 5 ? 400 : 0;
    }
    warehouse.add(
        record,
        16,
        List.of(
            SignalRow.of(
                SignalsTable.TABLE.schema(),
                record,
                0,
                "ECG",
                kind,
                fs,
                new AdcScale(200, 0, "mV"),
                start,
                digital)));
  }

  @Test
  void checksItsRanges() {
    String yaml =
        """
        beat-set: b
        corpora: [tiny]
        annotator: atr
        person-groups: none
        beat:
          before-seconds: 0.2
          after-seconds: 0.4
          min-signals: 1
          signals:
            - {kind: ecg, take: first, leads: [II], rate-hz: 125, band: {low-hz: 0.5, high-hz: 40, order: 4, notch-hz: 0, baseline-seconds: []}, min-beats: 0, min-quality: 0, max-noise: 0, max-flat-seconds: 0, max-clipped-seconds: 0}
        evaluation-share: 0.2
        seed: 17
        """;
    assertRefused(
        yaml.replace("share: 0.2", "share: 1.2"),
        "b.yaml: line 11: evaluation-share must be 0 to 1, got 1.2");
    assertRefused(
        yaml.replace("before-seconds: 0.2", "before-seconds: 12"),
        "b.yaml: line 6: before-seconds must be 0 to 10, got 12.0");
    assertRefused(
        yaml.replace("min-beats: 0", "min-beats: 5"),
        "b.yaml: line 5: min-beats must be 0 around a beat, got 5");
    assertRefused(
        yaml.replace("[tiny]", "[]"), "b.yaml: line 2: corpora must name at least one corpus");
    assertRefused(
        yaml.replace("[tiny]", "[tiny, tiny]"),
        "b.yaml: line 2: corpora must name each corpus once, got [tiny, tiny]");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(
            () -> ConfigReader.parse("b.yaml", yaml, Map.of(), ExtractBeatsJob.Config.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
