package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * Oracle: the channels that wfdb-python 4.3.1 decodes from the same files (digests of the digital
 * samples, scales, extremes, means), and a text written by WFDB's own rdsamp.
 */
class WfdbSignalsIT {

  @Test
  void agreesOnEveryChannelOfMitdbAndCinc2015() throws IOException {
    Map<String, List<Map<String, String>>> rows = rowsByRecord();
    rows.keySet().removeIf(r -> !r.startsWith("mitdb/") && !r.startsWith("cinc2015/"));

    assertThat(rows.keySet().stream().filter(r -> r.startsWith("mitdb/"))).hasSize(39);
    assertThat(rows.keySet().stream().filter(r -> r.startsWith("cinc2015/"))).hasSize(33);
    assertThat(matchingChannels(rows)).isEqualTo(39 * 2 + 33 * 4);
  }

  @Test
  void agreesOnEveryChannelOfEveryRecordWithoutSegments() throws IOException {
    Map<String, List<Map<String, String>>> rows = rowsByRecord();
    rows.values().removeIf(r -> !r.get(0).get("kind").equals("single"));

    assertThat(matchingChannels(rows)).isEqualTo(6649);
  }

  @Test
  void agreesOnEveryChannelOfRecordsWithSegments() throws IOException {
    Map<String, List<Map<String, String>>> rows = rowsByRecord();
    rows.values().removeIf(r -> !r.get(0).get("kind").startsWith("multi-"));

    assertThat(matchingChannels(rows)).isEqualTo(20);
  }

  /** wfdb-python refuses these headers; its rows come from copies without time and date. */
  @Test
  void agreesOnTheChannelsOfHeadersThatGiveTheDateFirst() throws IOException {
    Map<String, List<Map<String, String>>> rows = rowsByRecord();
    rows.values().removeIf(r -> !r.get(0).get("kind").equals("single-repaired-header"));

    assertThat(matchingChannels(rows)).isEqualTo(192);
  }

  /** Made by {@code rdsamp -r test01_00s}. */
  @Test
  void agreesWithRdsampOnARawRecord() throws IOException {
    String record = "wfdb-samples/sample-data/test01_00s";
    int[][] expected = new int[4][4000];
    List<String> lines =
        Files.readAllLines(
            RealFiles.corpora().resolve("wfdb-samples/target-output/record-1a"),
            StandardCharsets.US_ASCII);
    for (int i = 0; i < lines.size(); i++) {
      int[] row =
          Pattern.compile("\\s+")
              .splitAsStream(lines.get(i).strip())
              .mapToInt(Integer::parseInt)
              .toArray();
      for (int c = 0; c < 4; c++) {
        expected[c][i] = row[c];
      }
    }

    assertThat(lines).hasSize(4000);
    assertThat(read(record)).isDeepEqualTo(expected);
  }

  @Test
  void writesRealSamplesSoThatTheyReadBack(@TempDir Path folder) throws IOException {
    String record = "mitdb/100";
    RecordFolder source = RealFiles.folderOf(record);
    WfdbHeader header = WfdbHeaderReader.read(source, "100");
    int[][] samples = read(record);

    WfdbHeader written = WfdbRecordWriter.write(folder, header, samples);

    assertThat(written).isEqualTo(header);
    assertThat(Files.readAllBytes(folder.resolve("100.dat")))
        .isEqualTo(Files.readAllBytes(RealFiles.corpora().resolve("mitdb/100.dat")));
  }

  private static Map<String, List<Map<String, String>>> rowsByRecord() throws IOException {
    RealFiles.corpora();
    Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
    for (Map<String, String> row : RealFiles.csv(RealFiles.goldens().resolve("channels.csv"))) {
      rows.computeIfAbsent(row.get("record"), record -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  private static int[][] read(String record) throws IOException {
    try (WfdbRecordReader reader = open(record)) {
      return read(reader);
    }
  }

  private static WfdbRecordReader open(String record) throws IOException {
    RecordFolder folder = RealFiles.folderOf(record);
    return WfdbRecordReader.open(folder, WfdbHeaderReader.read(folder, RealFiles.nameOf(record)));
  }

  private static int[][] read(WfdbRecordReader reader) throws IOException {
    int[][] samples = new int[reader.signals().size()][0];
    for (int[][] chunk = reader.readFrames(1 << 20);
        chunk.length > 0;
        chunk = reader.readFrames(1 << 20)) {
      for (int c = 0; c < chunk.length; c++) {
        int before = samples[c].length;
        samples[c] = Arrays.copyOf(samples[c], before + chunk[c].length);
        System.arraycopy(chunk[c], 0, samples[c], before, chunk[c].length);
      }
    }
    return samples;
  }

  private static int matchingChannels(Map<String, List<Map<String, String>>> rowsByRecord)
      throws IOException {
    int matching = 0;
    for (Map.Entry<String, List<Map<String, String>>> entry : rowsByRecord.entrySet()) {
      String record = entry.getKey();
      List<WfdbSignal> signals;
      int[][] samples;
      try (WfdbRecordReader reader = open(record)) {
        signals = reader.signals();
        samples = read(reader);
      }
      assertThat(samples).as(record).hasNumberOfRows(entry.getValue().size());
      for (Map<String, String> row : entry.getValue()) {
        int channel = Integer.parseInt(row.get("channel"));
        assertChannel(record, row, signals.get(channel), samples[channel]);
        matching++;
      }
    }
    return matching;
  }

  private static void assertChannel(
      String record, Map<String, String> row, WfdbSignal signal, int[] samples) {
    AdcScale scale = signal.scale();
    int missing = SampleFormat.ofCode(signal.format()).orElseThrow().missingCode();
    double[] physical =
        Arrays.stream(scale.toPhysical(samples, missing)).filter(x -> !Double.isNaN(x)).toArray();
    SoftAssertions.assertSoftly(
        softly -> {
          String place = record + " channel " + row.get("channel");
          softly.assertThat(Integer.toString(signal.format())).as(place).isEqualTo(row.get("fmt"));
          softly
              .assertThat(RealFiles.sha256(littleEndian(samples)))
              .as(place)
              .isEqualTo(row.get("sha256_int32le_digital"));
          softly.assertThat(scale.gain()).as(place).isEqualTo(Double.parseDouble(row.get("gain")));
          softly
              .assertThat(scale.baseline())
              .as(place)
              .isEqualTo(Integer.parseInt(row.get("baseline")));
          softly.assertThat(scale.unit()).as(place).isEqualTo(row.get("units"));
          softly
              .assertThat(signal.samplesPerFrame())
              .as(place)
              .isEqualTo(Integer.parseInt(row.get("samps_per_frame")));
          softly.assertThat(samples).as(place).hasSize(Integer.parseInt(row.get("n_samples")));
          softly
              .assertThat(samples.length - physical.length)
              .as(place)
              .isEqualTo(Integer.parseInt(row.get("n_missing")));
          softly
              .assertThat(Arrays.stream(samples).min().getAsInt())
              .as(place)
              .isEqualTo(Integer.parseInt(row.get("digital_min")));
          softly
              .assertThat(Arrays.stream(samples).max().getAsInt())
              .as(place)
              .isEqualTo(Integer.parseInt(row.get("digital_max")));
        });
    if (physical.length > 0) {
      double expected = Double.parseDouble(row.get("physical_mean"));
      double roundoff = 1e-15 * Arrays.stream(physical).map(Math::abs).max().getAsDouble();
      assertThat(Arrays.stream(physical).average().getAsDouble())
          .as(record)
          .isCloseTo(expected, within(1e-9 * Math.abs(expected) + roundoff));
    }
  }

  private static byte[] littleEndian(int[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(samples);
    return bytes.array();
  }
}
