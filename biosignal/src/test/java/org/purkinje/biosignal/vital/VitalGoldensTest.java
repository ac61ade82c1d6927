package org.purkinje.biosignal.vital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Oracle: the vitaldb package, see HOW.md beside the golden files. */
class VitalGoldensTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vital");
  private static final VitalFormat FORMAT = new VitalFormat(List.of());

  @Test
  void readsTheSamplesThatVitaldbReads() throws IOException {
    for (int maxSamples : new int[] {1, 7, 1_000_000}) {
      assertThat(check("packed.vital", "packed.vital", maxSamples)).isEqualTo(3);
      assertThat(check("stream.vital", "stream.vital", maxSamples)).isEqualTo(7);
      assertThat(check("jitter-packed.vital", "jitter-packed.vital", maxSamples)).isEqualTo(1);
    }
  }

  @Test
  void roundsTimesBesideTheGridAsVitaldbDoesWhenItPacks() throws IOException {
    assertThat(check("jitter.vital", "jitter-packed.vital", 100)).isEqualTo(1);
  }

  @Test
  void readsTheValuesThatVitaldbReads() throws IOException {
    for (String name : List.of("packed.vital", "stream.vital")) {
      List<String> found = new ArrayList<>();
      try (RecordFile file = FORMAT.open(new LocalRecordFolder(GOLDEN), name);
          SignalRecord record = file.open("")) {
        assertThat(record.startedAt()).contains("2100-01-01T00:00:00Z");
        for (RecordAnnotation annotation : record.annotations()) {
          found.add(annotation.timeSeconds() + "," + annotation.annotation().aux());
        }
      }
      List<String> expected = new ArrayList<>();
      for (String line : Files.readAllLines(GOLDEN.resolve("values.csv"))) {
        String[] cells = line.split(",", -1);
        if (cells[0].equals(name)) {
          expected.add("%s,%s=%s".formatted(cells[2], cells[1], shortest(cells[3])));
        }
      }
      assertThat(found).hasSize(6).containsExactlyElementsOf(expected);
    }
  }

  private static String shortest(String value) {
    return switch (value) {
      case "72.0" -> "72";
      case "0.10000000149011612" -> "0.1";
      case "10000000000.0" -> "10000000000";
      default -> value;
    };
  }

  /** Compares a file's channels with the table's rows of another; how many there were. */
  private static int check(String fileName, String tableName, int maxSamples) throws IOException {
    WholeRecord record =
        WholeRecord.read(FORMAT, new LocalRecordFolder(GOLDEN), fileName, maxSamples);
    int channel = 0;
    for (String line : Files.readAllLines(GOLDEN.resolve("waves.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals(tableName)) {
        Channel found = record.channels().get(channel);
        assertThat(found.name()).isEqualTo(cells[1]);
        assertThat(found.fs()).isEqualTo(Double.parseDouble(cells[2]));
        assertThat(found.scale().unit()).isEqualTo(cells[3]);
        checkSamples(record.physical(channel), cells[4]);
        channel++;
      }
    }
    assertThat(record.channels()).hasSize(channel);
    return channel;
  }

  private static void checkSamples(double[] found, String table) {
    double[] expected =
        Arrays.stream(table.split(" ", -1)).mapToDouble(VitalGoldensTest::number).toArray();
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(found[i]).isNaN();
      } else {
        // The package computes in 32 bits.
        assertThat(found[i]).isCloseTo(expected[i], within(1e-6 * (1 + Math.abs(expected[i]))));
      }
    }
  }

  private static double number(String text) {
    return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }
}
