package org.purkinje.biosignal.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Damage;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/**
 * Variables that nobody asks for, and arrays of more than one record. Oracle: scipy, see HOW.md
 * beside the golden files.
 */
class MatOddFilesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/mat");

  @Test
  void readsWhatIsAskedForWhateverLiesBeside() throws IOException {
    for (String line : Files.readAllLines(GOLDEN.resolve("odd.csv"))) {
      String[] cells = line.split(",", -1);
      try (RecordFile file = open(golden(cells[0]), layout(cells[1], 2));
          SignalRecord record = file.open(cells[2])) {
        WholeRecord whole = WholeRecord.read(record, 9);
        int channel = Integer.parseInt(cells[3]);
        assertThat(whole.stored()[channel]).as(line).hasSize(Integer.parseInt(cells[4]));
        assertThat(whole.sha256(channel)).as(line).isEqualTo(cells[5]);
      }
    }
  }

  @Test
  void readsEveryRecordOfAStructArray() throws IOException {
    MatLayout layout =
        new MatLayout(
            "data.ppg.v",
            MatLayout.Rows.SAMPLES,
            List.of("PPG", "ECG"),
            "",
            1,
            0,
            125,
            List.of("data.id", "data.ppg.fs"));
    try (RecordFile file = open(golden("records.mat"), layout)) {
      assertThat(file.members()).containsExactly("0", "1", "2");
      try (SignalRecord record = file.open("2")) {
        assertThat(record.notes()).containsExactly("data.id: s02", "data.ppg.fs: 125");
      }
    }
  }

  @Test
  void givesTextsInAnyScriptAsNotes() throws IOException {
    MatLayout layout =
        new MatLayout(
            "val",
            MatLayout.Rows.CHANNELS,
            List.of("I", "II"),
            "mV",
            1,
            0,
            500,
            List.of("place", "name", "info.note"));
    for (String file : List.of("beside.mat", "beside-packed.mat")) {
      try (SignalRecord record = open(golden(file), layout).open("")) {
        assertThat(record.notes()).containsExactly("place: Größe", "name: 您好", "info.note: Übung");
      }
    }
  }

  @Test
  void keepsTheSamplesWhereANoteIsAbsent() throws IOException {
    MatLayout layout =
        new MatLayout(
            "val",
            MatLayout.Rows.CHANNELS,
            List.of("I", "II"),
            "mV",
            1,
            0,
            500,
            List.of("place", "age"));
    try (SignalRecord record = open(golden("beside.mat"), layout).open("")) {
      assertThat(record.notes()).containsExactly("place: Größe");
      assertThat(record.faults())
          .containsExactly(
              new RecordFault(
                  RecordFault.Part.NOTES,
                  "memory/r.mat",
                  "variable age",
                  "absent; the file holds place, name, spectrum, sparse, cell, info, val"));
    }
  }

  @Test
  void saysWhatIsInPlaceOfAMatrix() throws IOException {
    refuses("cube.mat", "val", "2 × 10 × 3 numbers; a matrix of two axes is read, so save each");
    refuses("beside.mat", "spectrum", "2 × 3 complex numbers; a matrix of real numbers or");
    refuses("beside.mat", "sparse", "4 × 4 sparse matrix; a matrix of real numbers or integers");
    refuses("beside.mat", "cell", "1 × 2 cell array; a matrix of real numbers or integers");
    refuses("beside.mat", "info", "1 × 1 struct array of the fields note, spectrum, lead; a");
    refuses("beside.mat", "cell.x", "cell is no struct but 1 × 2 cell array");
    refuses("v4-beside.mat", "spectrum", "2 × 3 complex numbers; a matrix of real numbers or");
    refuses("v4-beside.mat", "sparse", "sparse matrix; a matrix of real numbers or integers");
    refuses("records.mat", "data", "1 × 3 struct array of the fields ppg, id; a matrix of real");
    refuses(
        "cube.mat",
        "outer.data.id",
        "outer.data is a struct array of 3 elements; inside a struct, only arrays of 1 are read");
    refuses("cube.mat", "ECG.data", "absent; the file holds val, outer");
  }

  @Test
  void goesByTheVersionsNumberNotByTheText() throws IOException {
    byte[] file = golden("beside.mat");
    byte[] text = "MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, file, 0, text.length);
    assertThat(WholeRecord.read(format("val", 2), folder(file), "r.mat", 9).length()).isEqualTo(30);
    System.arraycopy("MATLAB 7.0".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 10);
    file[125] = 2;
    assertThatThrownBy(() -> WholeRecord.read(format("val", 2), folder(file), "r.mat", 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.mat: byte 124: MATLAB 7.3, which is HDF5; describe the corpus with the format"
                + " hdf5, or save as -v7");
  }

  @Test
  void refusesAVariableThatIsThereTwice() throws IOException {
    byte[] file = golden("v4.mat");
    byte[] twice = new byte[2 * file.length];
    System.arraycopy(file, 0, twice, 0, file.length);
    System.arraycopy(file, 0, twice, file.length, file.length);
    assertThatThrownBy(() -> WholeRecord.read(format("val", 3), folder(twice), "r.mat", 9))
        .hasMessage("memory/r.mat: variable val: 2 variables of this name");
  }

  @Test
  void verifiesTheChecksumOfACompressedVariable() throws IOException {
    byte[] file = golden("records.mat");
    file[file.length - 1] ^= 1;
    try (RecordFile records = open(file, layout("data.ppg.v", 2))) {
      fail(records);
    } catch (MalformedFileException e) {
      assertThat(e)
          .hasMessage(
              "memory/r.mat: variable at byte 128: compressed element is no sound zlib stream"
                  + " (incorrect data check); the file was truncated or damaged");
    }
  }

  private static void fail(RecordFile records) {
    throw new AssertionError("read " + records.members());
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    Damage.readDamaged(format("val", 2), "r.mat", golden("beside.mat"), Damage.ROUNDS / 5);
    Damage.readDamaged(format("data.ppg.v", 2), "r.mat", golden("records.mat"), Damage.ROUNDS / 5);
    Damage.readDamaged(format("val", 2), "r.mat", golden("v4-beside.mat"), Damage.ROUNDS / 5);
  }

  private static void refuses(String file, String variable, String problem) throws IOException {
    byte[] bytes = golden(file);
    assertThatThrownBy(() -> open(bytes, layout(variable, 2)).open("0").close())
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("memory/r.mat: variable " + variable + ": ")
        .hasMessageContaining(problem);
  }

  private static RecordFile open(byte[] file, MatLayout layout) throws IOException {
    return new MatFormat(layout).open(folder(file), "r.mat");
  }

  private static MemoryFolder folder(byte[] file) {
    return new MemoryFolder().with("r.mat", file);
  }

  private static byte[] golden(String file) throws IOException {
    return Files.readAllBytes(GOLDEN.resolve(file));
  }

  private static MatFormat format(String variable, int channels) {
    return new MatFormat(layout(variable, channels));
  }

  private static MatLayout layout(String variable, int channels) {
    return new MatLayout(
        variable,
        variable.equals("data.ppg.v") ? MatLayout.Rows.SAMPLES : MatLayout.Rows.CHANNELS,
        IntStream.range(0, channels).mapToObj(i -> "c" + i).toList(),
        "mV",
        1,
        0,
        500,
        List.of());
  }
}
