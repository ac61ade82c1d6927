package org.purkinje.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;

class RecordingIteratorTest {

  private static final AdcScale SCALE = new AdcScale(2, 0, "mV");

  @Test
  void joinsTheChunksOfAChannelInOrder() {
    Recording recording =
        recordings(
                List.of(),
                row("r", 0, "I", SignalKind.ECG, 0, 2, 4),
                row("r", 0, "I", SignalKind.ECG, 2, 6, SignalRow.MISSING),
                row("r", 0, "I", SignalKind.ECG, 4, 8))
            .next();
    assertThat(recording.ecg().samples()).containsExactly(1, 2, 3, Double.NaN, 4);
    assertThat(recording.ecg().fs()).isEqualTo(250);
    assertThat(recording.ppg().samples()).isEmpty();
    assertThat(recording.abp().samples()).isEmpty();
    assertThat(recording.subject()).isEqualTo("sr");
    assertThat(recording.alignment()).isEqualTo("simultaneous");
  }

  @Test
  void takesTheMostPreferredLead() {
    Row[] rows = {
      row("r", 0, "V5", SignalKind.ECG, 0, 2),
      row("r", 1, "MLII", SignalKind.ECG, 0, 4),
      row("r", 2, "II", SignalKind.ECG, 0, 6)
    };
    assertThat(recordings(List.of("II", "MLII"), rows).next().ecgLead()).contains("II");
    assertThat(recordings(List.of("MLII"), rows).next().ecgLead()).contains("MLII");
    Recording first = recordings(List.of("I"), rows).next();
    assertThat(first.ecgLead()).contains("V5");
    assertThat(first.waveformSha256()).isEqualTo("sha of r 0");
  }

  @Test
  void takesTheFirstPpgAndAbp() {
    Recording recording =
        recordings(
                List.of(),
                row("r", 0, "PLETH", SignalKind.PPG, 0, 2),
                row("r", 1, "PLETH 2", SignalKind.PPG, 0, 4),
                row("r", 2, "ABP", SignalKind.ABP, 0, 6))
            .next();
    assertThat(recording.ppg().samples()).containsExactly(1);
    assertThat(recording.abp().samples()).containsExactly(3);
    assertThat(recording.ecgLead()).isEmpty();
    assertThat(recording.waveformSha256()).isEqualTo("sha of r 0");
  }

  /** Scale 2 per unit: the times are 0, 0.5, 1 and 2 periods of 250 Hz, in units of 4 ms. */
  @Test
  void putsSamplesOfAnUnevenClockOntoAnEvenOne() {
    Row[] rows = {
      row("r", 0, "R", SignalKind.PPG, 0, 0, 1, 2, 4),
      SignalRow.of(
          SignalRow.WITH_ALIGNMENT,
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
    assertThat(recordings(List.of(), rows).next().ppg().samples()).containsExactly(0, 1, 2);
  }

  @Test
  void separatesRecordsWithTheSameChannels() {
    RecordingIterator recordings =
        recordings(
            List.of(),
            row("a", 0, "I", SignalKind.ECG, 0, 2),
            row("b", 0, "I", SignalKind.ECG, 0, 4),
            row("b", 1, "PLETH", SignalKind.PPG, 0, 6));
    assertThat(recordings.next().record()).isEqualTo("a");
    Recording second = recordings.next();
    assertThat(second.ecg().samples()).containsExactly(2);
    assertThat(second.ppg().samples()).containsExactly(3);
    assertThat(recordings.hasNext()).isFalse();
    assertThatThrownBy(recordings::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void hasNoRecordingWithoutRows() {
    assertThat(recordings(List.of()).hasNext()).isFalse();
  }

  @Test
  void refusesAChannelWithAMissingChunk() {
    Iterator<Recording> recordings =
        recordings(
            List.of(),
            row("r", 0, "I", SignalKind.ECG, 0, 2),
            row("r", 0, "I", SignalKind.ECG, 2, 4));
    assertThatThrownBy(recordings::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tiny/r: chunk of channel I must start at sample 1, got 2");
  }

  private static RecordingIterator recordings(List<String> ecgLeads, Row... rows) {
    return new RecordingIterator(Arrays.asList(rows).iterator(), ecgLeads);
  }

  private static Row row(
      String record, int channel, String name, SignalKind kind, long start, int... digital) {
    return SignalRow.of(
        SignalRow.WITH_ALIGNMENT, record, channel, name, kind, 250, SCALE, start, digital);
  }
}
