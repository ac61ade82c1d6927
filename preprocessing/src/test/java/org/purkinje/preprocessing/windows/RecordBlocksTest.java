package org.purkinje.preprocessing.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.preprocessing.records.Block;
import org.purkinje.preprocessing.records.RecordBlocks;
import org.purkinje.preprocessing.records.RecordedSignal;
import org.purkinje.preprocessing.records.Recording;
import org.purkinje.preprocessing.records.SignalRow;

class RecordBlocksTest {

  private static final AdcScale SCALE = new AdcScale(2, 0, "mV");

  @Test
  void joinsTheChunksOfAChannelInOrder() {
    Recording recording =
        read(
            List.of(),
            row("r", 0, "I", SignalKind.ECG, 0, 2, 4),
            row("r", 0, "I", SignalKind.ECG, 2, 6, SignalRow.MISSING),
            row("r", 0, "I", SignalKind.ECG, 4, 8));
    assertThat(recording.first(SignalKind.ECG).samples()).containsExactly(1, 2, 3, Double.NaN, 4);
    assertThat(recording.first(SignalKind.ECG).fs()).isEqualTo(250);
    assertThat(recording.first(SignalKind.PPG).samples()).isEmpty();
    assertThat(recording.abp().samples()).isEmpty();
    assertThat(recording.of().subject()).isEqualTo("sr");
    assertThat(recording.of().alignment()).isEqualTo("simultaneous");
  }

  @Test
  void takesTheMostPreferredLead() {
    Row[] rows = {
      row("r", 0, "V5", SignalKind.ECG, 0, 2),
      row("r", 1, "MLII", SignalKind.ECG, 0, 4),
      row("r", 2, "II", SignalKind.ECG, 0, 6)
    };
    assertThat(read(List.of("II", "MLII"), rows).signals().get(0).lead()).contains("II");
    assertThat(read(List.of("MLII"), rows).signals().get(0).lead()).contains("MLII");
    Recording first = read(List.of("I"), rows);
    assertThat(first.signals().get(0).lead()).contains("V5");
    assertThat(first.waveformSha256()).isEqualTo("sha of r 0");
  }

  @Test
  void takesTheFirstPpgAndAbp() {
    Recording recording =
        read(
            List.of(),
            row("r", 0, "PLETH", SignalKind.PPG, 0, 2),
            row("r", 1, "PLETH 2", SignalKind.PPG, 0, 4),
            row("r", 2, "ABP", SignalKind.ABP, 0, 6));
    assertThat(recording.first(SignalKind.PPG).samples()).containsExactly(1);
    assertThat(recording.abp().samples()).containsExactly(3);
    assertThat(recording.signals().get(0).lead()).isEmpty();
    assertThat(recording.waveformSha256()).isEqualTo("sha of r 0");
  }

  /** The record has aVR, V1 and V3 in another order, and a lead that is not asked for. */
  @Test
  void takesEachLeadAskedForByName() {
    Recording recording =
        read(
            new CutKinds(WindowSpecs.twelveLeads(256, 10), false),
            row("r", 0, "V3", SignalKind.ECG, 0, 2),
            row("r", 1, "V1", SignalKind.ECG, 0, 4),
            row("r", 2, "AVR", SignalKind.ECG, 0, 6),
            row("r", 3, "X", SignalKind.ECG, 0, 8, 8));
    assertThat(recording.signals()).hasSize(12);
    assertThat(
            recording.signals().stream()
                .filter(RecordedSignal::isPresent)
                .map(signal -> signal.spec().name() + " " + signal.raw().samples()[0]))
        .containsExactly("aVR 3.0", "V1 2.0", "V3 1.0");
    assertThat(recording.waveformSha256()).isEqualTo("sha of r 2");
  }

  /** 25 s of V5 beside 12 s of II: four windows of 10 s begin before V5 ends. */
  @Test
  void countsTheWindowsOfTheLongestChannelWhateverLeadIsTaken() {
    Recording recording =
        read(
            List.of("II"),
            row("r", 0, "V5", SignalKind.ECG, 0, new int[6_250]),
            row("r", 1, "II", SignalKind.ECG, 0, new int[3_000]));
    assertThat(recording.first(SignalKind.ECG).samples()).hasSize(3_000);
    assertThat(recording.block().windows()).isEqualTo(4);
  }

  /** Scale 2 per unit: the times are 0, 0.5, 1 and 2 periods of 250 Hz, in units of 4 ms. */
  @Test
  void putsSamplesOfAnUnevenClockOntoAnEvenOne() {
    Row[] rows = {
      row("r", 0, "R", SignalKind.PPG, 0, 0, 1, 2, 4),
      SignalRow.of(
          SignalsTable.TABLE.schema(),
          "r",
          1,
          "time",
          SignalKind.TIME,
          250,
          new AdcScale(500, 0, "s"),
          0,
          0,
          1,
          2,
          4)
    };
    assertThat(read(List.of(), rows).first(SignalKind.PPG).samples()).containsExactly(0, 1, 2);
  }

  /** VitalDB names the lead behind the device; a rule of the corpus may say it in a column. */
  @Test
  void findsTheLeadWhateverTheDeviceCallsIt() {
    Row[] rows = {
      without("lead", row("r", 0, "SNUADC/ECG_V5", SignalKind.ECG, 0, 2)),
      without("lead", row("r", 1, "SNUADC/ECG_II", SignalKind.ECG, 0, 4))
    };
    Recording recording = read(List.of("II"), rows);
    assertThat(recording.signals().get(0).lead()).contains("II");
    assertThat(recording.first(SignalKind.ECG).samples()).containsExactly(2);
    assertThat(read(List.of("aVF"), rows).signals().get(0).lead()).contains("V5");
    assertThat(
            read(List.of("II"), without("lead", row("r", 0, "ECG1", SignalKind.ECG, 0, 2)))
                .signals()
                .get(0)
                .lead())
        .contains("ECG1");
  }

  @Test
  void refusesAChannelWithAMissingChunk() {
    assertThatThrownBy(
            () ->
                read(
                    List.of(),
                    row("r", 0, "I", SignalKind.ECG, 0, 2),
                    row("r", 0, "I", SignalKind.ECG, 2, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "channel I: the next chunk must start at sample 1, got 2; ingest the corpus again");
  }

  /** Two hours of two leads at 500 Hz and a channel that is not cut, 1 h 40 min of them missing. */
  @Test
  void readsALongRecordBlockByBlock() {
    double[] rates = {500, 125};
    CutKinds cut = new CutKinds(WindowSpecs.twelveLeads(250, 10), false);
    List<Block> blocks = Block.of(cut, 8_640, rates, new double[] {500, 500});
    assertThat(blocks).hasSize(24);
    assertThat(blocks.get(0)).isEqualTo(new Block(0, 360, 0, 3_630));
    assertThat(blocks.get(1)).isEqualTo(new Block(360, 360, 3_570, 7_230));
    assertThat(blocks.stream().flatMapToInt(Block::numbers))
        .containsExactlyElementsOf(IntStream.range(0, 8_640).boxed().toList());
  }

  /** 3 windows to a block: they hold what the whole record does, from where they start. */
  @Test
  void givesEachBlockItsSamples() {
    Row[] rows = new Row[40];
    for (int chunk = 0; chunk < 20; chunk++) {
      int[] samples = new int[2_500];
      Arrays.setAll(samples, i -> 2 * (i % 1_000));
      rows[2 * chunk] = row("r", 0, "II", SignalKind.ECG, 2_500L * chunk, samples);
      rows[2 * chunk + 1] =
          row("r", 1, "PLETH", SignalKind.PPG, 1_000L * chunk, Arrays.copyOf(samples, 1_000));
    }
    RecordBlocks blocks = blocks(cut(List.of("II")), rows);
    Recording part = blocks.read(new Block(12, 3, 60, 85.002));
    assertThat(part.first(SignalKind.ECG).startSeconds()).isEqualTo(60);
    assertThat(part.first(SignalKind.ECG).samples()).hasSize(6_251).startsWith(0, 1, 2);
    assertThat(part.first(SignalKind.PPG).samples()).hasSize(5_000).startsWith(0, 1, 2);
    assertThat(blocks.read(new Block(20, 3, 90, 130)).first(SignalKind.PPG).samples())
        .as("a channel that has ended")
        .containsExactly(Double.NaN);
  }

  private static Recording read(List<String> ecgLeads, Row... rows) {
    return read(cut(ecgLeads), rows);
  }

  private static Recording read(CutKinds cut, Row... rows) {
    RecordBlocks blocks = blocks(cut, rows);
    assertThat(blocks.blocks()).hasSize(1);
    return blocks.read(blocks.blocks().get(0));
  }

  private static RecordBlocks blocks(CutKinds cut, Row... rows) {
    return new RecordBlocks(cut, SignalRow.recordOf(rows), List.of(rows).iterator());
  }

  private static CutKinds cut(List<String> ecgLeads) {
    return new CutKinds(WindowSpecs.paired(ecgLeads.toArray(String[]::new)), true);
  }

  private static Row without(String column, Row row) {
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == row.fieldIndex(column) ? null : row.get(i);
    }
    return new GenericRowWithSchema(values, row.schema());
  }

  private static Row row(
      String record, int channel, String name, SignalKind kind, long start, int... digital) {
    return SignalRow.of(
        SignalsTable.TABLE.schema(), record, channel, name, kind, 250, SCALE, start, digital);
  }
}
