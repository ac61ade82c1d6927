package org.purkinje.biosignal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.csv.CsvLayout.Arrangement;
import org.purkinje.biosignal.csv.CsvLayout.Clock;
import org.purkinje.biosignal.csv.CsvLayout.Column;
import org.purkinje.biosignal.csv.CsvLayout.Companion;
import org.purkinje.biosignal.recording.Damage;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Texts written by hand; numbers are compared with {@link Double#parseDouble}. */
class CsvFormatTest {

  private static final Companion NONE = new Companion("", "");
  private static final CsvLayout BIDMC =
      new CsvLayout(
          Arrangement.LINE_IS_SAMPLE,
          ",",
          ".",
          0,
          true,
          125,
          new Clock("Time [s]", 1),
          List.of(new Column("ABP", "ABP", "mmHg")),
          List.of("NaN", ""),
          new Companion("_Signals.*", "_Fix.txt"),
          List.of(new Companion("_Signals.*", "_Breaths.csv")));
  private static final CsvLayout WELLTORY =
      new CsvLayout(
          Arrangement.LINE_IS_SAMPLE,
          ",",
          ".",
          0,
          true,
          0,
          new Clock("time", 0.001),
          List.of(),
          List.of(),
          NONE,
          List.of());
  private static final CsvLayout KACHUEE =
      new CsvLayout(
          Arrangement.LINE_IS_CHANNEL,
          ",",
          ".",
          0,
          false,
          125,
          new Clock("", 0),
          List.of(new Column("", "PLETH", ""), new Column("", "ABP", "mmHg")),
          List.of(),
          NONE,
          List.of());

  @Test
  void readsColumnsByNameAndComparesTheClock() throws IOException {
    String text = "\ufeffTime [s], RESP, ABP\r\n0,1,85.072\r\n0.008,-.5,NaN\r\n0.016,1e-3,\r\n\r\n";
    for (int maxSamples : new int[] {1, 2, 100}) {
      WholeRecord record = read(BIDMC, text, maxSamples);
      assertThat(record.channels()).extracting(c -> c.name()).containsExactly("RESP", "ABP");
      assertThat(record.channels().get(1).scale().unit()).isEqualTo("mmHg");
      assertThat(record.physical(0)).containsExactly(1, -0.5, (float) 1e-3);
      assertThat(record.physical(1)).containsExactly((float) 85.072, Double.NaN, Double.NaN);
      assertThat(record.length()).isEqualTo(3);
    }
  }

  @Test
  void takesTimesOfFewDigitsForEven() throws IOException {
    String lines = "Time [s],ABP\n100.01,1\n100.02,2\n100.02,3\n100.03,4\n100.04,5\n";
    assertThat(read(BIDMC, lines, 9).physical(0)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void fillsTheGapsOfAnEvenClock() throws IOException {
    WholeRecord record = read(BIDMC, "Time [s],ABP\n1,5\n1.008,6\n1.032,7\n", 2);
    assertThat(record.physical(0)).containsExactly(5, 6, Double.NaN, Double.NaN, 7);
  }

  @Test
  void refusesAClockThatIsNotEvenWhereItMustBe() {
    assertThatThrownBy(() -> read(BIDMC, "Time [s],ABP\n0,5\n0.02,6\n", 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r_Signals.csv: line 3, column 2: clock at 0.02 s where 0.008 s is next; at"
                + " 125.0 Hz it goes on by whole intervals, for a year at most");
    assertThatThrownBy(() -> read(BIDMC, "Time [s],ABP\n0,5\n0,6\n0,7\n", 9))
        .hasMessageContaining("line 3, column 2: clock at 0.0 s where 0.008 s is next");
  }

  @Test
  void keepsAnUnevenClockAsAChannel() throws IOException {
    try (RecordFile file = open(WELLTORY, "time,R,G,B\n7,165.6,44,22\n40,1,2,3\n73.5,4,5,6\n");
        SignalRecord record = file.open("")) {
      assertThat(record.fs()).isCloseTo(2 / 0.0665, offset(1e-9));
      assertThat(record.notes())
          .containsExactly("clock: uneven, intervals 33.000 to 33.500 ms, mean 33.250 ms");
      WholeRecord whole = WholeRecord.read(record, 2);
      assertThat(whole.channels()).extracting(c -> c.name()).containsExactly("R", "G", "B", "time");
      assertThat(whole.stored()[3]).containsExactly(0, 33_000, 66_500);
      assertThat(whole.physical(3)[2]).isEqualTo(0.0665);
    }
    assertThatThrownBy(() -> read(WELLTORY, "time,R\n7,1\n7,1\n", 9))
        .hasMessage(
            "memory/r_Signals.csv: line 3, column 2: clock at 0.007 s behind 0.007 s; it must go"
                + " forwards");
  }

  @Test
  void readsChannelsThatLieInLines() throws IOException {
    for (int maxSamples : new int[] {1, 2, 100}) {
      WholeRecord record = read(KACHUEE, "1,2,3.5\n80,81,82\n", maxSamples);
      assertThat(record.physical(0)).containsExactly(1, 2, 3.5);
      assertThat(record.physical(1)).containsExactly(80, 81, 82);
      assertThat(record.length()).isEqualTo(3);
    }
    assertThatThrownBy(() -> read(KACHUEE, "1,2,3.5\n80,81\n", 9))
        .hasMessage(
            "memory/r_Signals.csv: line 2, column 2: line of 2 cells, but the first has 3; all"
                + " channels have as many");
    assertThatThrownBy(() -> read(KACHUEE, "1,2,3.5", 9))
        .hasMessage(
            "memory/r_Signals.csv: line 1, column 3: file ends after 1 of 2 lines; it was cut off");
  }

  @Test
  void takesAnEmptyLineOfOneColumnForAMissingSampleWhereAsked() throws IOException {
    CsvLayout layout =
        new CsvLayout(
            Arrangement.LINE_IS_SAMPLE,
            ",",
            ".",
            1,
            false,
            32,
            new Clock("", 0),
            List.of(new Column("", "PPG", "")),
            List.of(""),
            NONE,
            List.of());
    assertThat(read(layout, "# a ring\n5\n\n6\n", 9).physical(0)).containsExactly(5, Double.NaN, 6);
  }

  @Test
  void readsNotesAndAnnotationsFromTheFilesBeside() throws IOException {
    MemoryFolder folder =
        new MemoryFolder()
            .with("r_Signals.csv", bytes("Time [s],ABP\n0,5\n"))
            .with("r_Fix.txt", bytes("r\n\nAge: 64\n"))
            .with("r_Breaths.csv", bytes("ann1, ann2\n67,77\n498,\n"));
    try (RecordFile file = new CsvFormat(BIDMC).open(folder, "r_Signals.csv");
        SignalRecord record = file.open("")) {
      assertThat(record.notes()).containsExactly("r", "Age: 64");
      assertThat(record.annotations())
          .extracting(RecordAnnotation::annotator)
          .containsExactly("ann1", "ann2", "ann1");
      assertThat(record.annotations().get(2).timeSeconds()).isEqualTo(498 / 125.0);
    }
  }

  @Test
  void keepsTheSamplesWhereAFileBesideIsDamaged() throws IOException {
    MemoryFolder folder =
        new MemoryFolder()
            .with("r_Signals.csv", bytes("Time [s],ABP\n0,5\n"))
            .with("r_Breaths.csv", bytes("ann1\n67\nsixty\n"));
    try (RecordFile file = new CsvFormat(BIDMC).open(folder, "r_Signals.csv");
        SignalRecord record = file.open("")) {
      assertThat(record.annotations()).isEmpty();
      assertThat(record.faults())
          .containsExactly(
              new RecordFault(
                  RecordFault.Part.ANNOTATIONS,
                  "memory/r_Breaths.csv",
                  "line 3",
                  "sample number expected, a whole number, got sixty"));
      assertThat(WholeRecord.read(record, 9).physical(0)).containsExactly(5);
    }
  }

  @Test
  void saysWhichCellIsAtFault() {
    assertThatThrownBy(() -> read(BIDMC, "Time [s],ABP\n0,five\n", 9))
        .hasMessage(
            "memory/r_Signals.csv: line 2, column 2: number expected, got \"five\"; name the word"
                + " in csv.missing if it stands for no sample, or leave the column out by an empty"
                + " name");
    assertThatThrownBy(() -> read(BIDMC, "Time [s],ABP\n0\n", 9))
        .hasMessage(
            "memory/r_Signals.csv: line 2, column 1: line of 1 cells where 2 are needed; the file"
                + " may be cut off");
    assertThatThrownBy(() -> read(BIDMC, "Time [s],II\n0,1\n", 9))
        .hasMessage(
            "memory/r_Signals.csv: line 1, column 2: column ABP found nowhere among Time [s], II");
    assertThatThrownBy(() -> read(BIDMC, "Time [s],ABP\n0,1\n\n0.008,1\n", 9))
        .hasMessageContaining("lines may be empty at the file's end only");
  }

  @Test
  void parsesEveryNumberAsJavaDoes() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("Time [s],ABP\n");
    double[] expected = new double[5_000];
    for (int i = 0; i < expected.length; i++) {
      String number =
          switch (i % 4) {
            case 0 -> Double.toString(random.nextGaussian() * 1000);
            case 1 -> "%.4f".formatted(random.nextGaussian());
            case 2 -> Integer.toString(random.nextInt());
            default -> Double.toString(Math.exp(60 * random.nextGaussian()));
          };
      number = Math.abs(Double.parseDouble(number)) > Float.MAX_VALUE ? "0" : number;
      expected[i] = (float) Double.parseDouble(number);
      text.append(i * 8 / 1000.0).append(',').append(number).append('\n');
    }
    assertThat(read(BIDMC, text.toString(), 512).physical(0)).isEqualTo(expected);
  }

  @Test
  void readsAGzipStreamOfSeveralMembers() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip("Time [s],ABP\n0,5\n"));
    members.write(gzip("0.008,6\n"));
    MemoryFolder folder = new MemoryFolder().with("r.csv.gz", members.toByteArray());
    assertThat(WholeRecord.read(new CsvFormat(BIDMC), folder, "r.csv.gz", 9).physical(0))
        .containsExactly(5, 6);
  }

  @Test
  void readsAGzippedFileAndSaysWhereItWasTruncated() throws IOException {
    byte[] zipped = gzip("Time [s],ABP\n0,5\n0.008,6\n");
    MemoryFolder folder = new MemoryFolder().with("r.csv.gz", zipped);
    assertThat(WholeRecord.read(new CsvFormat(BIDMC), folder, "r.csv.gz", 9).physical(0))
        .containsExactly(5, 6);
    folder.with("r.csv.gz", Arrays.copyOf(zipped, zipped.length - 12));
    assertThatThrownBy(() -> WholeRecord.read(new CsvFormat(BIDMC), folder, "r.csv.gz", 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("ends before its end or is damaged");
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    String lines = "Time [s],ABP\n0,85.07\n0.008,84\n0.016,NaN\n";
    Damage.readDamaged(new CsvFormat(BIDMC), "r.csv", bytes(lines), Damage.ROUNDS);
    Damage.readDamaged(
        new CsvFormat(WELLTORY),
        "r.csv",
        bytes("time,R,G\n0,1,2\n33,3,4\n60,5,6\n"),
        Damage.ROUNDS);
    Damage.readDamaged(
        new CsvFormat(KACHUEE), "r.csv", bytes("1.5,2,3\n80,81.25,82\n"), Damage.ROUNDS);
    Damage.readDamaged(new CsvFormat(BIDMC), "r.csv.gz", gzip(lines), Damage.ROUNDS / 5);
  }

  private static WholeRecord read(CsvLayout layout, String text, int maxSamples)
      throws IOException {
    return WholeRecord.read(
        new CsvFormat(layout),
        new MemoryFolder().with("r_Signals.csv", bytes(text)),
        "r_Signals.csv",
        maxSamples);
  }

  private static RecordFile open(CsvLayout layout, String text) throws IOException {
    return new CsvFormat(layout)
        .open(new MemoryFolder().with("r_Signals.csv", bytes(text)), "r_Signals.csv");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes(text));
    }
    return out.toByteArray();
  }
}
