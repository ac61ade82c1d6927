package org.purkinje.biosignal.vital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Oracle: files laid out by hand from the format page. */
class VitalFormatTest {

  private static final double START = 4102444800.0;
  private static final int MISSING = Integer.MIN_VALUE;

  @Test
  void placesPacketsByTheirTimes() throws IOException {
    VitalFiles file =
        shorts()
            .samples(1, START, 1, 2)
            .samples(1, START + 2, 7, 8) // a gap of two
            .samples(1, START + 1, 5, 6) // which comes late
            .samples(1, START + 2.74, 9, 10) // 5.48 from the start on: rounds to 5
            .samples(1, START + 4, 11);
    for (int maxSamples : new int[] {1, 2, 100}) {
      assertThat(read(file, maxSamples).stored()[0])
          .containsExactly(1, 2, 5, 6, 7, 9, 10, MISSING, 11);
    }
  }

  @Test
  void letsThePacketThatComesLaterReplaceSamples() throws IOException {
    VitalFiles file =
        shorts()
            .samples(1, START, 1, 2, 3, 4, 5, 6)
            .samples(1, START + 1, 7, 8)
            .samples(1, START, 9);
    assertThat(read(file, 1).stored()[0]).containsExactly(9, 2, 7, 8, 5, 6);
    assertThat(record(file).notes())
        .contains(
            "track Box/ECG: wave at 2.0 Hz, short, unit mV, packets: 3, overlapping earlier ones: 2");
  }

  @Test
  void startsAllChannelsWithTheEarliestSample() throws IOException {
    VitalFiles file =
        shorts()
            .wave(2, VitalFiles.FLOAT, "PLETH", "", 4, 1, 0, 0)
            .numeric(3, "HR", "/min", 1)
            .value(3, START - 5, 72)
            .samples(2, START + 0.5, 0.25)
            .samples(1, START, 1);
    WholeRecord record = read(file, 10);
    assertThat(record.channels()).extracting(Channel::name).containsExactly("Box/ECG", "PLETH");
    assertThat(record.stored()[0]).containsExactly(1);
    assertThat(record.physical(1)).containsExactly(Double.NaN, Double.NaN, 0.25);
    assertThat(record.length()).isEqualTo(3);
    SignalRecord again = record(file);
    assertThat(again.fs()).isEqualTo(4);
    assertThat(again.startedAt()).contains("2100-01-01T00:00:00Z");
    assertThat(again.annotations().get(0).timeSeconds()).isEqualTo(-5);
    assertThat(again.annotations().get(0).annotation().sample()).isEqualTo(-20);
  }

  @Test
  void readsEveryNumberFormat() throws IOException {
    double[][] storedByFormat = {
      {0.5, -1e9, Double.POSITIVE_INFINITY, 5e9},
      {0.5, -1e9, Double.NaN, 1e300},
      {-128, 127},
      {0, 255},
      {-32768, 32767},
      {0, 65535},
      {-2147483647, 2147483647},
      {0, 2147483647}
    };
    VitalFiles file = new VitalFiles();
    for (int format = 1; format <= storedByFormat.length; format++) {
      file.wave(format, format, "W" + format, "", 1, 0.5, 3, 0);
      file.samples(format, START, storedByFormat[format - 1]);
    }
    WholeRecord record = read(file, 10);
    assertThat(record.physical(0)).containsExactly(0.5, -1e9, Double.NaN, Double.NaN);
    assertThat(record.physical(1)).containsExactly(0.5, -1e9, Double.NaN, Double.NaN);
    for (int c = 2; c < storedByFormat.length; c++) {
      double[] stored = storedByFormat[c];
      assertThat(record.stored()[c]).containsExactly((int) stored[0], (int) stored[1]);
      assertThat(record.physical(c)).containsExactly(stored[0] / 2 + 3, stored[1] / 2 + 3);
    }
  }

  @Test
  void takesTheCodesOfAPackedFileForMissingSamples() throws IOException {
    double[] codes = {-128, 255, -32768, 65535, -2147483648.0, 4294967295.0};
    VitalFiles file = new VitalFiles(START, true);
    for (int i = 0; i < codes.length; i++) {
      file.wave(i, i + 3, "W" + i, "", 1, 1, 0, 0).samples(i, START, 5, codes[i]);
    }
    for (int[] stored : read(file, 10).stored()) {
      assertThat(stored).containsExactly(5, MISSING);
    }
    assertThat(record(file).notes()).contains("format version: 3, packed");
  }

  @Test
  void takesEventsBackWhereTheRecorderDid() throws IOException {
    VitalFiles file =
        new VitalFiles()
            .text(1, "EVENT", 0)
            .device(4, "Box")
            .text(2, "EVENT", 4)
            .value(1, START, "wrong")
            .value(2, START, "kept")
            .takeEventsBack()
            .value(1, START + 1, "right");
    assertThat(record(file).annotations())
        .extracting(annotation -> annotation.annotation().aux())
        .containsExactly("Box/EVENT=kept", "EVENT=right");
    assertThat(record(file).channels()).isEmpty();
    assertThat(record(file).read(10)).isEmpty();
    assertThat(record(file).startedAt()).contains("2100-01-01T00:00:00Z");
  }

  @Test
  void readsTheTracksThatAreAskedFor() throws IOException {
    VitalFiles file =
        shorts().wave(2, VitalFiles.SHORT, "PLETH", "", 2, 1, 0, 1).numeric(3, "HR", "", 0);
    file.samples(1, START + 1, 1).samples(2, START + 2, 2).value(3, START, 3);
    VitalFormat format = new VitalFormat(List.of("Box/P.*", "HR"));
    try (RecordFile opened = open(format, file.gzipped());
        SignalRecord record = opened.open("")) {
      assertThat(record.channels()).extracting(Channel::name).containsExactly("Box/PLETH");
      assertThat(record.annotations()).hasSize(1);
      assertThat(WholeRecord.read(record, 9).stored()[0]).containsExactly(2);
    }
    assertThatThrownBy(() -> new VitalFormat(List.of("*")))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void keepsATrackApartThatIsDefinedAgainWithAnotherGain() throws IOException {
    VitalFiles file = shorts().samples(1, START, 1);
    file.wave(1, VitalFiles.SHORT, "ECG", "mV", 2, 0.5, 0, 1).samples(1, START + 0.5, 2);
    file.wave(9, VitalFiles.SHORT, "ECG", "mV", 2, 0.5, 0, 1).samples(9, START + 1, 3);
    WholeRecord record = read(file, 10);
    assertThat(record.channels()).extracting(Channel::name).containsExactly("Box/ECG", "Box/ECG");
    assertThat(record.stored()[0]).containsExactly(1);
    assertThat(record.stored()[1]).containsExactly(MISSING, 2, 3);
  }

  @Test
  void saysWhatItSkips() throws IOException {
    VitalFiles file = shorts().samples(1, START, 1).track(5, 9, 1, "ODD", "", 0, 1, 0, 0);
    file.samples(5, START, 1).packet(10, VitalFiles.buffer(3).put((byte) 1));
    file.wave(7, VitalFiles.FLOAT, "EMPTY", "mV", 0, 0, 0, 0);
    VitalFiles other = new VitalFiles().wave(6, VitalFiles.FLOAT, "W", "", 1, 1, 0, 0);
    other.samples(6, START, 1);
    byte[] definitions = other.plain();
    int from = new VitalFiles().wave(6, VitalFiles.FLOAT, "W", "", 1, 1, 0, 0).plain().length;
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(file.plain());
    plain.write(definitions, from, definitions.length - from);
    assertThat(plainRecord(plain.toByteArray()).notes())
        .containsExactly(
            "format version: 3",
            "program version: 17",
            "time zone bias minutes: -540",
            "track Box/ECG: wave at 2.0 Hz, short, unit mV, packets: 1",
            "track ODD: unknown kind 9, packets skipped: 1",
            "track EMPTY: wave at 0.0 Hz, float, unit mV, packets: 0",
            "packets skipped, track undefined: 1",
            "packets skipped, type 10: 1");
  }

  @Test
  void readsAGzipStreamOfSeveralMembers() throws IOException {
    VitalFiles first = shorts().samples(1, START, 1);
    VitalFiles both = shorts().samples(1, START, 1).samples(1, START + 1, 2);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    int split = first.plain().length;
    for (byte[] part :
        List.of(first.plain(), Arrays.copyOfRange(both.plain(), split, both.plain().length))) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(members)) {
        gzip.write(part);
      }
    }
    try (RecordFile file = open(new VitalFormat(List.of()), members.toByteArray());
        SignalRecord record = file.open("")) {
      assertThat(WholeRecord.read(record, 9).stored()[0]).containsExactly(1, MISSING, 2);
    }
  }

  private static VitalFiles shorts() {
    return new VitalFiles().device(1, "Box").wave(1, VitalFiles.SHORT, "ECG", "mV", 2, 1, 0, 1);
  }

  private static WholeRecord read(VitalFiles file, int maxSamples) throws IOException {
    return WholeRecord.read(record(file), maxSamples);
  }

  private static SignalRecord record(VitalFiles file) throws IOException {
    return open(new VitalFormat(List.of()), file.gzipped()).open("");
  }

  private static SignalRecord plainRecord(byte[] plain) throws IOException {
    MemoryFolder folder = new MemoryFolder().with("r.vital", plain);
    return new VitalFormat(List.of()).open(new VitalSource(folder, "r.vital", false)).open("");
  }

  private static RecordFile open(VitalFormat format, byte[] file) throws IOException {
    return format.open(new MemoryFolder().with("r.vital", file), "r.vital");
  }
}
