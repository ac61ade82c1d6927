package org.purkinje.biosignal.vital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Damage;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Oracle: files laid out by hand from the format page, then damaged. */
class VitalRefusalsTest {

  private static final double START = 4102444800.0;
  private static final VitalFormat FORMAT = new VitalFormat(List.of());
  private static final RecordFormat PLAIN =
      (folder, name) -> FORMAT.open(new VitalSource(folder, name, false));

  @Test
  void refusesFilesOfAnotherKind() {
    byte[] file = sound().plain();
    refuses(FORMAT, file, "byte 0: no gzip stream; the file was truncated or is no .vital file");
    refuses(
        FORMAT, new byte[0], "byte 0: no gzip stream; the file was truncated or is no .vital file");
    file[0] = 'X';
    refuses(PLAIN, file, "uncompressed byte 0: no VITA at the beginning; it is no .vital file");
    file[0] = 'V';
    file[8] = 9;
    refuses(PLAIN, file, "uncompressed byte 0: header must have at least 10 bytes, got 9");
  }

  @Test
  void saysThatAFileWasTruncated() {
    String truncated = ": packet or header goes beyond the file's end; the file was truncated";
    byte[] plain = sound().plain();
    byte[] gzipped = sound().gzipped();
    refuses(PLAIN, Arrays.copyOf(plain, plain.length - 1), "uncompressed byte 173" + truncated);
    refuses(PLAIN, Arrays.copyOf(plain, 20), "uncompressed byte 0" + truncated);
    refuses(
        PLAIN,
        Arrays.copyOf(plain, 176),
        "uncompressed byte 173: 3 bytes where a packet's 5 begin; the file was truncated");
    refuses(
        FORMAT, Arrays.copyOf(gzipped, gzipped.length - 4), "uncompressed byte 194" + truncated);
    gzipped[gzipped.length - 6]++;
    refuses(FORMAT, gzipped, "uncompressed byte 194: gzip stream damaged: Corrupt GZIP trailer");
  }

  @Test
  void refusesPacketsTooSmallForWhatTheyHold() {
    refuses(
        new VitalFiles().packet(0, VitalFiles.buffer(3).putShort((short) 1)),
        "uncompressed byte 37: 0 bytes left of a packet that needs 1 more; the file is damaged");
    refuses(
        new VitalFiles().packet(9, VitalFiles.buffer(8).putInt(1).putInt(1)),
        "uncompressed byte 37: text of 1 bytes where there is room for 0; the file is damaged");
    refuses(
        new VitalFiles().packet(1, VitalFiles.buffer(2).putShort((short) 9)),
        "uncompressed byte 37: head of a track's packet must have 10 bytes or more, got 9");
    refuses(
        wave(VitalFiles.SHORT, 2, 1)
            .packet(
                1,
                VitalFiles.buffer(18)
                    .putShort((short) 10)
                    .putDouble(START)
                    .putShort((short) 1)
                    .putInt(2)
                    .putShort((short) 0)),
        "uncompressed byte 92: packet of W states 2 samples but has bytes for 1; the file is"
            + " damaged");
  }

  @Test
  void refusesTracksThatCannotBeRead() {
    refuses(wave(9, 2, 1).samples(1, START, 1), "track W: number format 9; 1 to 8 are known");
    for (double fs : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refuses(
          wave(VitalFiles.FLOAT, fs, 1).samples(1, START, 1),
          "track W: sampling frequency " + (float) fs + " Hz; above 0 to 1e6 is read");
    }
    refuses(
        wave(VitalFiles.SHORT, 2, 0).samples(1, START, 1),
        "track W: gain 0.0 and offset 0.0; both must be finite, and gain not 0");
    refuses(
        wave(VitalFiles.DWORD, 2, 1).samples(1, START, 1, 2147483648.0),
        "uncompressed byte 92: sample 2147483648 of W; at most 2147483647 is read");
  }

  @Test
  void leavesATrackOutThatCannotBeReadAndSaysSo() throws IOException {
    VitalFiles file =
        wave(VitalFiles.SHORT, 2, 1)
            .samples(1, START, 7, 8)
            .wave(2, VitalFiles.SHORT, "X", "", 0, 1, 0, 0)
            .samples(2, START, 1);
    MemoryFolder folder = new MemoryFolder().with("r.vital", file.gzipped());
    try (RecordFile opened = FORMAT.open(folder, "r.vital");
        SignalRecord record = opened.open("")) {
      assertThat(WholeRecord.read(record, 9).physical(0)).containsExactly(7, 8);
      assertThat(record.faults())
          .containsExactly(
              new RecordFault(
                  RecordFault.Part.CHANNEL,
                  "memory/r.vital",
                  "track X",
                  "sampling frequency 0.0 Hz; above 0 to 1e6 is read; the track is left out"));
    }
  }

  @Test
  void refusesTimesThatCannotBe() {
    VitalFiles file = wave(VitalFiles.SHORT, 2, 1).samples(1, START, 1);
    refuses(
        file.samples(1, START + 31 * 86_400, 1),
        "uncompressed byte 115: time 4.1051232E9 s, more than 30 days from the first packet's,"
            + " 4.1024448E9 s; it is damaged");
    refuses(
        wave(VitalFiles.SHORT, 2, 1).samples(1, Double.NaN, 1),
        "uncompressed byte 92: time NaN s, which no date before the year 10000 has");
    refuses(
        wave(VitalFiles.SHORT, 1e-9, 1).samples(1, START, 1),
        "uncompressed byte 92: packet of W with 1 samples at 9.999999717180685E-10 Hz, which end"
            + " more than 30 days behind the first packet");
    refuses(
        wave(VitalFiles.SHORT, 2, 1).samples(1, START, 1).samples(1, START - 60.5, 1),
        "uncompressed byte 115: packet of W begins 61.000 s before the samples so far end, at most"
            + " 60 s is read; sort the file's packets by time");
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    VitalFiles file =
        sound()
            .samples(1, START + 3, 5, 6)
            .wave(2, VitalFiles.FLOAT, "B", "", 4, 1, 0, 0)
            .samples(2, START, 1, 2)
            .value(7, START, 3)
            .samples(1, START + 2, 7, 8)
            .text(3, "EVENT", 0)
            .value(3, START, "x")
            .takeEventsBack()
            .packet(10, VitalFiles.buffer(1).put((byte) 1));
    Damage.readDamaged(PLAIN, "r.vital", file.plain(), Damage.ROUNDS);
    Damage.readDamaged(FORMAT, "r.vital", file.gzipped(), Damage.ROUNDS);
  }

  /** Of 194 bytes; the last packet begins at 173. */
  private static VitalFiles sound() {
    return wave(VitalFiles.SHORT, 2, 1)
        .samples(1, START, 1, 2)
        .numeric(7, "HR", "", 0)
        .value(7, START, 72);
  }

  private static VitalFiles wave(int format, double fs, double gain) {
    return new VitalFiles().wave(1, format, "W", "", fs, gain, 0, 0);
  }

  private static void refuses(VitalFiles file, String message) {
    refuses(PLAIN, file.plain(), message);
    refuses(FORMAT, file.gzipped(), message);
  }

  private static void refuses(RecordFormat format, byte[] file, String message) {
    assertThatThrownBy(
            () -> WholeRecord.read(format, new MemoryFolder().with("r.vital", file), "r.vital", 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("memory/r.vital: " + message);
  }
}
