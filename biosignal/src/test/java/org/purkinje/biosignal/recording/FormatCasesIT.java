package org.purkinje.biosignal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.csv.CsvFormat;
import org.purkinje.biosignal.csv.CsvLayout;
import org.purkinje.biosignal.csv.CsvLayout.Arrangement;
import org.purkinje.biosignal.csv.CsvLayout.Clock;
import org.purkinje.biosignal.csv.CsvLayout.Column;
import org.purkinje.biosignal.csv.CsvLayout.Companion;
import org.purkinje.biosignal.hdf5.Hdf5Format;
import org.purkinje.biosignal.hdf5.Hdf5Layout;
import org.purkinje.biosignal.mat.MatFormat;
import org.purkinje.biosignal.mat.MatLayout;
import org.purkinje.biosignal.vital.VitalFormat;

/**
 * Files that other programs write, and that failed once. Oracle: scipy 1.17.1, pandas 3.0, h5py
 * 3.16 with hdf5plugin, and the numbers written; digests are the first 16 hex digits of SHA-256
 * over the samples as little-endian int32 or the bits of float32.
 */
class FormatCasesIT {

  private static final String PLAIN = "2aaeeb3b3fb118ec baf58e62f984c988";
  private static final Clock NO_CLOCK = new Clock("", 0);

  private Path cases = Path.of("");

  @BeforeEach
  void requireCases() {
    String folder = System.getProperty("purkinje.cases", "");
    assumeTrue(!folder.isEmpty(), "set -Dpurkinje.cases to read files that failed once");
    cases = Path.of(folder);
  }

  /** 15: a variable that nobody asks for. */
  @Test
  void readsMatlabFilesWithTextThatIsNotAscii() throws IOException {
    MatFormat format = mat("val", MatLayout.Rows.CHANNELS, "I", "II");
    List<Path> files = files("15-mat-non-ascii-text/input", "");
    assertThat(files).hasSize(8);
    for (Path file : files) {
      assertThat(digests(format, file))
          .as(file.toString())
          .isEqualTo("369570456a9d199b f6c8726b3547a9ed");
    }
  }

  /** 16: struct arrays and matrices of three axes. */
  @Test
  void readsEveryRecordOfAMatlabStructArrayAndRefusesAThirdAxis() throws IOException {
    Path folder = cases.resolve("16-mat-struct-array-3d");
    MatFormat format = mat("data.ppg.v", MatLayout.Rows.SAMPLES, "PLETH");
    List<String> found = new ArrayList<>();
    try (RecordFile file =
        format.open(new LocalRecordFolder(folder.resolve("input")), "five-records.mat")) {
      for (String member : file.members()) {
        try (SignalRecord record = file.open(member)) {
          found.add(member + " " + digests(WholeRecord.read(record, 700)));
        }
      }
    }
    assertThat(found)
        .containsExactly(
            "0 1e416264ca86f7ba",
            "1 5c40b66cfb8bcd27",
            "2 7395a30d2c21fd9b",
            "3 1936fd794dfc1fc0",
            "4 87e3e096a0770a63");
    assertThatThrownBy(
            () ->
                digests(
                    mat("val", MatLayout.Rows.CHANNELS, "I", "II"),
                    folder.resolve("input3d/three-ecgs.mat")))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("2 × 1000 × 3 numbers; a matrix of two axes is read");
  }

  /** 17: the test files of scipy itself; 5 of 110 hold the variable. */
  @Test
  void readsOrRefusesEveryMatlabFileOfScipy() throws IOException {
    MatFormat format = mat("testdouble", MatLayout.Rows.CHANNELS, "I");
    List<String> accepted = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (Path file : files("17-mat-odd-files/input", "")) {
      String name = file.getFileName().toString();
      try {
        assertThat(digests(format, file)).as(name).isEqualTo("ae058035c0735f0a");
        accepted.add(name);
      } catch (MalformedFileException e) {
        (e.problem().startsWith("absent; the file holds") ? absent : damaged).add(name);
      }
    }
    assertThat(accepted)
        .containsExactly(
            "testdouble_4.2c_SOL2.mat",
            "testdouble_6.1_SOL2.mat",
            "testdouble_6.5.1_GLNX86.mat",
            "testdouble_7.1_GLNX86.mat",
            "testdouble_7.4_GLNX86.mat");
    assertThat(absent)
        .contains(
            "nasty_duplicate_fieldnames.mat",
            "teststruct_6.1_SOL2.mat",
            "testsparse_4.2c_SOL2.mat",
            "testsparsecomplex_4.2c_SOL2.mat",
            "testobject_6.1_SOL2.mat",
            "testfunc_7.4_GLNX86.mat",
            "testunicode_7.4_GLNX86.mat");
    assertThat(damaged).contains("malformed1.mat", "testhdf5_7.4_GLNX86.mat").hasSizeLessThan(8);
    assertThatThrownBy(
            () -> digests(format, cases.resolve("17-mat-odd-files/input/testhdf5_7.4_GLNX86.mat")))
        .hasMessageContaining("MATLAB 7.3, which is HDF5");
  }

  /** 18: carriage returns as the only line ends. */
  @Test
  void readsTextsWhoseLinesEndInCarriageReturns() throws IOException {
    CsvFormat samples = csv(Arrangement.LINE_IS_SAMPLE, false, ".", 100, NO_CLOCK, column("PPG"));
    for (Path file : files("18-csv-cr-only/input", "")) {
      assertThat(digests(samples, file))
          .as(file.toString())
          .isEqualTo(file.toString().contains("short") ? "cffb3ae03bf54db9" : "5a984454c2783746");
    }
    CsvFormat lines =
        csv(Arrangement.LINE_IS_CHANNEL, false, ".", 100, NO_CLOCK, column("PPG"), column("ECG"));
    for (Path file : files("18-csv-cr-only/input-lines", "")) {
      assertThat(digests(lines, file)).isEqualTo("0ec2d657aa169e29 6d831c9664a821bb");
    }
  }

  /** 19: real files of wearables; a column of dates is left out. */
  @Test
  void readsRealTextsAndLeavesOutAColumnOfDates() throws IOException {
    Path folder = cases.resolve("19-csv-real-ppg/input");
    WholeRecord ppg =
        read(
            csv(
                Arrangement.LINE_IS_SAMPLE,
                true,
                ".",
                100,
                new Clock("TIMESTAMP_MS", 0.001),
                new Column("PLETH", "PLETH", "")),
            folder.resolve("ppg_smartcare.csv"));
    int pleth = ppg.channels().stream().map(Channel::name).toList().indexOf("PLETH");
    assertThat(ppg.sha256(pleth)).startsWith("089364f93d268e83");
    assertThat(ppg.stored()[pleth]).hasSize(61_446);
    assertThat(Arrays.stream(ppg.physical(pleth)).filter(Double::isNaN).count()).isEqualTo(173);
    CsvFormat dates =
        csv(
            Arrangement.LINE_IS_SAMPLE,
            true,
            ".",
            256,
            NO_CLOCK,
            new Column("Time", "", ""),
            new Column("2", "ECG", "uV"));
    WholeRecord ecg = read(dates, folder.resolve("ecg_test_w.csv"));
    assertThat(ecg.channels()).extracting(Channel::name).containsExactly("1", "ECG", "3");
    assertThat(ecg.sha256(1)).startsWith("fdbafa5e984e7cbf");
    CsvFormat clocked = csv(Arrangement.LINE_IS_SAMPLE, true, ".", 256, new Clock("Time", 1));
    assertThat(digests(clocked, folder.resolve("ecg_test1.csv"))).startsWith("fb997e3439d441a3");
    assertThatThrownBy(() -> digests(clocked, folder.resolve("ecg_test2.csv")))
        .hasMessageContaining("line 2, column 1: number expected, got \"'0.750000'\"");
  }

  /** 20: a clock that goes back is refused, even and epoch seconds are read. */
  @Test
  void comparesTheClocksOfTexts() throws IOException {
    CsvFormat format =
        csv(Arrangement.LINE_IS_SAMPLE, true, ".", 125, new Clock("time", 1), column("PLETH"));
    Path folder = cases.resolve("20-csv-clock-rolls-back/input");
    for (String file : List.of("even.csv", "epoch.csv")) {
      assertThat(digests(format, folder.resolve(file))).isEqualTo("8ceeecf017645071");
    }
    for (String file : List.of("rolls-back.csv", "repeated.csv")) {
      assertThatThrownBy(() -> digests(format, folder.resolve(file)))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageMatching(".*: line \\d+, column 2: clock at .* s where .* s is next; .*");
    }
  }

  /** 21: clocks of phones, whose mean frequency is no short fraction. */
  @Test
  void readsTheUnevenClocksOfPhones() throws IOException {
    CsvFormat format = csv(Arrangement.LINE_IS_SAMPLE, true, ".", 0, new Clock("ms", 0.001));
    List<String> ppg =
        List.of(
            "79c5d9035bc2a2a9",
            "4cd0fd4b493d89e5",
            "35aac305df63f824",
            "2ea5238cb5e0c3fe",
            "f1ac2115ae4104a4",
            "e036945f8afa7f71",
            "3b6d3514b0658c80",
            "ad4c75f05dd0593f",
            "685e416ad14b539f",
            "cd0b16a3a527d38a");
    for (int phone = 0; phone < ppg.size(); phone++) {
      Path file = cases.resolve("21-odd-sampling-rate/input/phone%d.csv".formatted(phone));
      assertThat(digests(format, file)).startsWith(ppg.get(phone) + " ");
    }
  }

  /** 22: filters, layouts and links of HDF5. */
  @Test
  void readsHdf5OrSaysWhatIsNotSupported() throws IOException {
    Hdf5Format format =
        new Hdf5Format(
            new Hdf5Layout(
                List.of(new Hdf5Layout.Source("/ecg", List.of("I", "II"), "", "mV", 1000, 0)),
                List.of(Hdf5Layout.Axis.CHANNEL, Hdf5Layout.Axis.SAMPLE),
                false,
                "",
                500,
                "",
                false,
                Integer.MIN_VALUE,
                List.of()));
    Map<String, String> refused =
        Map.of(
            "scaleoffset.h5", "filter scaleoffset (id 6) is not supported",
            "blosc.h5", "filter blosc (id 32001) is not supported",
            "zstd.h5", "filter zstd (id 32015) is not supported",
            "external-link.h5", "link to another file",
            "virtual.h5", "virtual storage",
            "latest-one-extendable.h5", "data layout of version 5");
    List<String> others = List.of("float16.h5", "uint16.h5", "unwritten-chunks.h5");
    for (Path file : files("22-hdf5-filters-and-links/input", ".h5")) {
      String name = file.getFileName().toString();
      if (refused.containsKey(name)) {
        assertThatThrownBy(() -> digests(format, file))
            .isInstanceOf(MalformedFileException.class)
            .hasMessageContaining(refused.get(name))
            .hasMessageContaining("not supported");
      } else if (!others.contains(name)) {
        assertThat(digests(format, file)).as(name).isEqualTo("4eefe87482471723 6366533add7d6359");
      }
    }
    Path unwritten = cases.resolve("22-hdf5-filters-and-links/input/unwritten-chunks.h5");
    for (int channel = 0; channel < 2; channel++) {
      double[] physical = read(format, unwritten).physical(channel);
      assertThat(Arrays.stream(physical).filter(Double::isNaN).count()).isEqualTo(4_000);
    }
  }

  /** 31: 32-bit tracks, the year 2100. */
  @Test
  void readsVitalFilesOfIntegers() throws IOException {
    assertThat(
            digests(new VitalFormat(List.of()), cases.resolve("31-vital-int32/input/0001.vital")))
        .isEqualTo("5024d15b4046d7b5 6578d3d41599c4c1 44a462388b06175b");
  }

  /** 32: quotation marks, decimal commas, other character sets, gzip by any name. */
  @Test
  void readsQuotedTexts() throws IOException {
    Path lines = cases.resolve("32-csv-quotes/input-lines");
    CsvFormat point = lines(".");
    assertThat(digests(point, lines.resolve("plain.csv"))).isEqualTo(PLAIN);
    assertThat(digests(lines(","), lines.resolve("german.csv"))).isEqualTo(PLAIN);
    for (String file : List.of("german.csv", "thousands.csv")) {
      assertThatThrownBy(() -> digests(point, lines.resolve(file)))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining("line 1, column 1: number \"")
          .hasMessageContaining("the decimal sign of the corpus is '.'");
    }
    CsvFormat samples = csv(Arrangement.LINE_IS_SAMPLE, true, ".", 100, NO_CLOCK);
    List<String> names = new ArrayList<>();
    for (Path file : files("32-csv-quotes/input-samples", "")) {
      WholeRecord record = read(samples, file);
      assertThat(digests(record)).as(file.toString()).isEqualTo(PLAIN);
      names.addAll(record.channels().stream().map(Channel::name).toList());
    }
    assertThat(names)
        .containsExactly(
            "PPG, infrared", "ECG, lead I", "PPG", "ECG", "PPG", "ECG [µV]", "PPG", "ECG");
  }

  private static CsvFormat lines(String decimal) {
    return csv(
        Arrangement.LINE_IS_CHANNEL, false, decimal, 100, NO_CLOCK, column("PPG"), column("ECG"));
  }

  private static Column column(String name) {
    return new Column("", name, "");
  }

  private static CsvFormat csv(
      Arrangement arrangement,
      boolean header,
      String decimal,
      double fs,
      Clock clock,
      Column... channels) {
    return new CsvFormat(
        new CsvLayout(
            arrangement,
            ",",
            decimal,
            0,
            header,
            fs,
            clock,
            List.of(channels),
            List.of(),
            new Companion("", ""),
            List.of()));
  }

  private static MatFormat mat(String variable, MatLayout.Rows rows, String... channels) {
    return new MatFormat(
        new MatLayout(variable, rows, List.of(channels), "mV", 1, 0, 500, List.of()));
  }

  private List<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(cases.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private static String digests(RecordFormat format, Path file) throws IOException {
    return digests(read(format, file));
  }

  private static String digests(WholeRecord record) {
    List<String> digests = new ArrayList<>();
    for (int channel = 0; channel < record.channels().size(); channel++) {
      digests.add(record.sha256(channel).substring(0, 16));
    }
    return String.join(" ", digests);
  }

  private static WholeRecord read(RecordFormat format, Path file) throws IOException {
    return WholeRecord.read(
        format, new LocalRecordFolder(file.getParent()), file.getFileName().toString(), 700);
  }
}
