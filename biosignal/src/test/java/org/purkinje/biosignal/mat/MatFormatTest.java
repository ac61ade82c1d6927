package org.purkinje.biosignal.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Damage;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SampleType;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Oracle: scipy, see HOW.md beside the golden files. */
class MatFormatTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/mat");

  @Test
  void readsWhatScipyWrites() throws IOException {
    compare("values.csv", GOLDEN, 3);
  }

  @Test
  void readsRealFilesAsScipyDoes() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to read real files");
    compare("real.csv", Path.of(corpora), 12);
  }

  private static void compare(String list, Path folder, int channels) throws IOException {
    for (String line : Files.readAllLines(GOLDEN.resolve(list))) {
      String[] cells = line.split(",", -1);
      boolean isColumns = cells[0].equals("columns.mat");
      MatLayout layout =
          layout(cells[1], isColumns ? MatLayout.Rows.SAMPLES : MatLayout.Rows.CHANNELS, channels);
      Path file = folder.resolve(cells[0]);
      WholeRecord record =
          WholeRecord.read(
              new MatFormat(layout),
              new LocalRecordFolder(file.getParent()),
              file.getFileName().toString(),
              700);
      int channel = Integer.parseInt(cells[2]);
      assertThat(record.channels().get(channel).type())
          .isEqualTo(cells[3].equals("i") ? SampleType.INTEGER : SampleType.FLOAT);
      assertThat(record.stored()[channel]).hasSize(Integer.parseInt(cells[4]));
      assertThat(record.sha256(channel)).as(line).isEqualTo(cells[5]);
    }
  }

  @Test
  void givesTheVariablesAskedForAsNotes() throws IOException {
    MatLayout layout =
        new MatLayout(
            "ECG.data",
            MatLayout.Rows.CHANNELS,
            List.of("I", "II", "III"),
            "mV",
            1,
            0,
            500,
            List.of("ECG.sex", "ECG.age"));
    try (RecordFile file = new MatFormat(layout).open(new LocalRecordFolder(GOLDEN), "packed.mat");
        SignalRecord record = file.open("")) {
      assertThat(record.notes()).containsExactly("ECG.sex: Female", "ECG.age: 61");
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    byte[] packed = Files.readAllBytes(GOLDEN.resolve("packed.mat"));
    assertThatThrownBy(() -> read(packed, "ECG.signal"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.mat: variable ECG.signal: no field signal in ECG, only sex, age, data");
    assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length - 300), "ECG.data"))
        .hasMessageContaining("the file was truncated or damaged");
    assertThatThrownBy(() -> read(packed, "other"))
        .hasMessage("memory/r.mat: variable other: 2 × 2, so 2 channels where the corpus names 3");
    assertThatThrownBy(() -> read("MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII), "val"))
        .hasMessage(
            "memory/r.mat: byte 126: no IM or MI at the end of the header of 128 bytes; the file"
                + " was truncated or damaged");
    byte[] old = Files.readAllBytes(GOLDEN.resolve("v4.mat"));
    assertThatThrownBy(() -> read(Arrays.copyOf(old, 100), "val"))
        .hasMessageContaining("it was truncated");
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    for (String file : List.of("v4.mat", "ints.mat", "packed.mat")) {
      String variable = file.equals("packed.mat") ? "ECG.data" : "val";
      Damage.readDamaged(
          new MatFormat(layout(variable, MatLayout.Rows.CHANNELS, 3)),
          file,
          Files.readAllBytes(GOLDEN.resolve(file)),
          Damage.ROUNDS);
    }
  }

  private static WholeRecord read(byte[] file, String variable) throws IOException {
    return WholeRecord.read(
        new MatFormat(layout(variable, MatLayout.Rows.CHANNELS, 3)),
        new MemoryFolder().with("r.mat", file),
        "r.mat",
        9);
  }

  private static MatLayout layout(String variable, MatLayout.Rows rows, int channels) {
    return new MatLayout(
        variable,
        rows,
        IntStream.range(0, channels).mapToObj(i -> "c" + i).toList(),
        "mV",
        1,
        0,
        500,
        List.of());
  }
}
