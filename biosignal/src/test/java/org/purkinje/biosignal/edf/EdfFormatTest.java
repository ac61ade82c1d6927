package org.purkinje.biosignal.edf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Damage;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Oracle: pyedflib, see HOW.md beside the golden files; gaps are laid out by hand. */
class EdfFormatTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/edf");
  private static final int MISSING = Integer.MIN_VALUE;

  @Test
  void readsWhatPyedflibWrites() throws IOException {
    for (String line : Files.readAllLines(GOLDEN.resolve("values.csv"))) {
      String[] cells = line.split(",", -1);
      for (int maxSamples : new int[] {1, 100, 1_000_000}) {
        WholeRecord record =
            WholeRecord.read(new EdfFormat(), new LocalRecordFolder(GOLDEN), cells[0], maxSamples);
        int channel = Integer.parseInt(cells[1]);
        assertThat(record.channels().get(channel).name()).isEqualTo(cells[2]);
        assertThat(record.channels().get(channel).fs()).isEqualTo(Double.parseDouble(cells[3]));
        assertThat(record.stored()[channel]).hasSize(Integer.parseInt(cells[4]));
        assertThat(record.sha256(channel)).isEqualTo(cells[5]);
        double[] physical = record.physical(channel);
        double first = Double.parseDouble(cells[6]);
        assertThat(physical[0]).isCloseTo(first, offset(1e-9 * Math.abs(first)));
      }
    }
  }

  @Test
  void readsTheAnnotationsThatPyedflibWrites() throws IOException {
    try (RecordFile file = new EdfFormat().open(new LocalRecordFolder(GOLDEN), "plus.edf");
        SignalRecord record = file.open("")) {
      assertThat(record.fs()).isEqualTo(256);
      assertThat(record.startedAt()).contains("2003-04-05T06:07:08");
      assertThat(record.notes())
          .contains("sex: F", "signal 0 (S0), transducer: Ag")
          .contains("signal 2 (S2), prefiltering: HP:0.1Hz");
      List<RecordAnnotation> annotations = record.annotations();
      assertThat(annotations)
          .extracting(annotation -> annotation.annotation().aux())
          .containsExactly("beat", "L\u00f6we", "end");
      assertThat(annotations)
          .extracting(RecordAnnotation::timeSeconds)
          .containsExactly(0.5, 3.25, 6.0);
      assertThat(annotations.get(1).durationSeconds()).isEqualTo(OptionalDouble.of(1.5));
      assertThat(annotations.get(1).annotation().sample()).isEqualTo(832);
      assertThat(annotations.get(0).durationSeconds()).isEmpty();
    }
  }

  @Test
  void fillsTheGapsOfAnInterruptedRecording() throws IOException {
    byte[] file =
        EdfBytes.of("EDF+D", 2, new int[][] {{1, 2}, {3, 4}, {5, 6}}, "+10", "+11", "+14.5");
    WholeRecord record = read(file, 3);
    assertThat(record.stored()[0])
        .containsExactly(1, 2, 3, 4, MISSING, MISSING, MISSING, MISSING, MISSING, 5, 6);
    assertThat(record.length()).isEqualTo(11);
  }

  @Test
  void refusesRecordsThatOverlapAndGapsWhereThereMustBeNone() {
    int[][] samples = {{1, 2}, {3, 4}};
    assertThatThrownBy(() -> read(EdfBytes.of("EDF+D", 2, samples, "+10", "+10.2"), 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.edf: data record 1: onset must be 11 s or up to a year later, got 10.2 s");
    assertThatThrownBy(() -> read(EdfBytes.of("EDF+C", 2, samples, "+10", "+12"), 9))
        .hasMessage("memory/r.edf: data record 1: onset must be 11 s, got 12 s");
    assertThatThrownBy(() -> read(EdfBytes.of("EDF+D", 2, samples, "+10", ""), 9))
        .hasMessage(
            "memory/r.edf: data record 1: EDF+D must state where each data record begins, got no"
                + " onset");
  }

  @Test
  void saysThatAFileWasTruncated() {
    byte[] file = EdfBytes.of("EDF+C", 2, new int[][] {{1, 2}, {3, 4}}, "+0", "+1");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 1), 9))
        .hasMessage(
            "memory/r.edf: byte 804: file must hold 2 data records of 36 bytes, got 1 in 839 bytes;"
                + " it was truncated");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, 300), 9))
        .hasMessage(
            "memory/r.edf: byte 300: header must have 768 bytes, got 300; it was truncated");
  }

  @Test
  void saysWhichFieldIsAtFault() {
    byte[] file = EdfBytes.of("EDF+C", 2, new int[][] {{1, 2}}, "+0");
    file[256 + 2 * (16 + 80 + 8)] = 'x';
    assertThatThrownBy(() -> read(file, 9))
        .hasMessage(
            "memory/r.edf: signal 0 (ECG II): no scale from physical x1 to 1 and digital -32768 to"
                + " 32767; no other channel is left");
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    byte[] gaps =
        EdfBytes.of("EDF+D", 2, new int[][] {{1, 2}, {3, 4}, {5, 6}}, "+10", "+11", "+14.5");
    Damage.readDamaged(new EdfFormat(), "r.edf", gaps, Damage.ROUNDS);
  }

  /** SHA-256 over onset, duration and text of the 856 annotations as pyedflib reads them. */
  @Test
  void readsTheAnnotationsOfARealFile() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to read a real EDF+ file");
    Path folder = Path.of(corpora, "wfdb-samples/sample-data");
    try (RecordFile file = new EdfFormat().open(new LocalRecordFolder(folder), "test_edfann.edf");
        SignalRecord record = file.open("")) {
      assertThat(record.channels()).isEmpty();
      StringBuilder lines = new StringBuilder();
      for (RecordAnnotation annotation : record.annotations()) {
        lines.append(
            "%.6f\t%.6f\t%s\n"
                .formatted(
                    annotation.timeSeconds(),
                    annotation.durationSeconds().orElse(-1),
                    annotation.annotation().aux()));
      }
      assertThat(WholeRecord.sha256(lines.toString()))
          .isEqualTo("eb968a11c9f5460a35fc1da624869eb0c217cb5fd40c02f7198a92628c233e87");
    }
  }

  private static WholeRecord read(byte[] file, int maxSamples) throws IOException {
    return WholeRecord.read(
        new EdfFormat(), new MemoryFolder().with("r.edf", file), "r.edf", maxSamples);
  }
}
