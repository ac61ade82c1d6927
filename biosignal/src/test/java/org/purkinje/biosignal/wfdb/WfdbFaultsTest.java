package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;

/** What is wrong with a part of a record must be told, and must not cost the rest. */
class WfdbFaultsTest {

  private static final String TWO_FILES =
      "r 2 250 2\na.dat 16 200 16 0 1 3 0 ECG\nb.dat 16 200 16 0 4 9 0 RESP\n";
  private static final int[] A = {1, 0, 2, 0};
  private static final int[] B = {4, 0, 5, 0};

  /** A record read to its end, annotations too. */
  private record Read(
      List<String> channels,
      List<List<Integer>> samples,
      List<RecordAnnotation> annotations,
      List<RecordFault> faults) {}

  @Test
  void readsTheOtherChannelsOfARecordThatLacksAFile() throws IOException {
    Read read = read(folder(TWO_FILES).with("a.dat", A));
    assertThat(read.channels()).containsExactly("ECG");
    assertThat(read.samples()).containsExactly(List.of(1, 2));
    assertThat(read.faults())
        .containsExactly(
            new RecordFault(
                Part.CHANNEL,
                "memory/b.dat",
                "signal 1 (RESP)",
                "absent, though the header names it; download it again; channel left out"));
  }

  @Test
  void readsTheOtherChannelsOfATruncatedFileOfAnUnknownFormatAndOfAFileThatIsLocked()
      throws IOException {
    assertOnlyEcg(
        read(folder(TWO_FILES).with("a.dat", A).with("b.dat", 4, 0, 5)),
        "file must hold the 2 frames of the header, got 1 frames in 3 bytes; it was truncated;"
            + " channel left out");
    assertOnlyEcg(
        read(folder(TWO_FILES.replace("b.dat 16", "b.dat 99")).with("a.dat", A).with("b.dat", B)),
        "storage format must be one of " + SampleFormat.codes() + ", got 99; channel left out");
    assertOnlyEcg(
        read(locked("b.dat", folder(TWO_FILES).with("a.dat", A).with("b.dat", B))),
        "permission denied; let the user who runs this read it; channel left out");
  }

  private static void assertOnlyEcg(Read read, String problem) {
    assertThat(read.channels()).containsExactly("ECG");
    assertThat(read.samples()).containsExactly(List.of(1, 2));
    assertThat(read.faults())
        .extracting(RecordFault::part, RecordFault::problem)
        .containsExactly(tuple(Part.CHANNEL, problem));
  }

  @Test
  void readsPastASignalWithoutScaleThatSharesItsFrames() throws IOException {
    String header = "r 2 250 2\nr.dat 16 nan/mV 16 0 1 3 0 RESP\nr.dat 16 200 16 0 4 9 0 ECG\n";
    Read read = read(folder(header).with("r.dat", 1, 0, 4, 0, 2, 0, 5, 0));
    assertThat(read.channels()).containsExactly("ECG");
    assertThat(read.samples()).containsExactly(List.of(4, 5));
    assertThat(read.faults()).extracting(RecordFault::place).containsExactly("signal 0 (RESP)");
  }

  @Test
  void refusesARecordOfWhichNoChannelIsLeft() {
    assertThatThrownBy(() -> read(folder(TWO_FILES)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/a.dat: signal 0: absent, though the header names it; download it again");
    assertThatThrownBy(() -> read(folder("r 1 250 2\na.dat 16 nan\n").with("a.dat", A)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("ADC gain");
  }

  @Test
  void fillsAChannelThatOneSegmentLacks() throws IOException {
    MemoryFolder folder = folder("r/2 2 250 4\ns 2\nt 2\n").with("a.dat", A).with("b.dat", B);
    folder.with("s.hea", bytes(TWO_FILES.replace("r 2", "s 2")));
    folder.with("t.hea", bytes(TWO_FILES.replace("r 2", "t 2").replace("b.dat", "c.dat")));
    Read read = read(folder);
    assertThat(read.channels()).containsExactly("ECG", "RESP");
    assertThat(read.samples()).containsExactly(List.of(1, 2, 1, 2), List.of(4, 5, -32768, -32768));
    assertThat(read.faults()).extracting(RecordFault::source).containsExactly("memory/c.dat");
  }

  /** The headers of the PhysioNet Challenge 2017 as published have 0 in this place. */
  @Test
  void takesAChecksumOf0ForAPlaceholderAndSaysSo() throws IOException {
    String header = "r 1 300 2 2014-04-15 03:04:41 \na.dat 16 1000/mV 16 0 -69 0 0 ECG \n";
    Read read = read(folder(header).with("a.dat", A));
    assertThat(read.samples()).containsExactly(List.of(1, 2));
    assertThat(read.faults())
        .containsExactly(
            new RecordFault(
                Part.CHECKSUM,
                "memory/r.hea",
                "signal 0 (ECG)",
                "checksum 0 is a placeholder, the samples add up to 3; not verified, here and in 0"
                    + " further signals"));
    assertThat(read(folder("r 1 300 2\na.dat 16 1000/mV\n").with("a.dat", A)).faults())
        .extracting(RecordFault::problem)
        .containsExactly("header has no checksum; not verified, here and in 0 further signals");
  }

  @Test
  void refusesAChecksumThatIsWrongAndTakesA0ThatIsRight() throws IOException {
    String header = "r 1 300 2\na.dat 16 1000/mV 16 0 1 4 0 ECG\n";
    assertThatThrownBy(() -> read(folder(header).with("a.dat", A)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("checksum 4, got 3");
    assertThat(read(folder(header.replace("4 0", "0 0")).with("a.dat", 1, 0, 255, 255)).faults())
        .isEmpty();
  }

  @Test
  void saysThatAFileHoldsMoreThanTheHeaderStates() throws IOException {
    String header = "r 1 300 2\na.dat 16 1000/mV 16 0 1 3 0 ECG\n";
    Read read = read(folder(header).with("a.dat", 1, 0, 2, 0, 7, 0, 8, 0, 9));
    assertThat(read.samples()).containsExactly(List.of(1, 2));
    assertThat(read.faults())
        .containsExactly(
            new RecordFault(
                Part.LENGTH,
                "memory/a.dat",
                "frame 2",
                "header states 2 frames, the file holds 4; the last 2 not read"));
  }

  /** Oracle: rdann of WFDB reads both annotations, and none of the empty file. */
  @Test
  void readsAnAnnotationFileWithoutEndAndAnEmptyOne() throws IOException {
    String header = "r 1 300 2\na.dat 16 1000/mV 16 0 1 3 0 ECG\n";
    MemoryFolder folder = folder(header).with("a.dat", A);
    Read cut = read(folder.with("r.atr", 100, 0x04, 200, 0x04));
    assertThat(cut.annotations())
        .extracting(found -> found.annotation().sample())
        .containsExactly(100L, 300L);
    assertThat(cut.faults())
        .containsExactly(
            new RecordFault(
                Part.ANNOTATIONS,
                "memory/r.atr",
                "byte 4",
                "file ends without two zero bytes, so that annotations may be absent behind the 2"
                    + " kept"));
    Read empty = read(folder.with("r.atr", new byte[0]));
    assertThat(empty.samples()).containsExactly(List.of(1, 2));
    assertThat(empty.annotations()).isEmpty();
    assertThat(empty.faults()).hasSize(1);
  }

  @Test
  void readsTheSignalsBesideADamagedOrLockedAnnotationFile() throws IOException {
    String header = "r 1 300 2\na.dat 16 1000/mV 16 0 1 3 0 ECG\n";
    MemoryFolder folder = folder(header).with("a.dat", A).with("r.atr", 100, 0x04, 1, 0xD0, 0, 0);
    Read damaged = read(folder);
    assertThat(damaged.samples()).containsExactly(List.of(1, 2));
    assertThat(damaged.annotations()).isEmpty();
    assertThat(damaged.faults())
        .extracting(RecordFault::part, RecordFault::place)
        .containsExactly(tuple(Part.ANNOTATIONS, "byte 2"));
    assertThat(read(locked("r.atr", folder)).faults())
        .containsExactly(
            new RecordFault(
                Part.ANNOTATIONS,
                "memory/r.atr",
                "file",
                "permission denied; let the user who runs this read it"));
  }

  @Test
  void saysThatADateDoesNotExistUnlessItIsWrittenInZeros() throws IOException {
    String header = "r 0 300 2 0:0:0 31/02/1999\n";
    assertThat(read(folder(header)).faults())
        .containsExactly(
            new RecordFault(
                Part.START,
                "memory/r.hea",
                "record line",
                "base date 31/02/1999 does not exist; taken for unknown"));
    try (RecordFile file =
            new WfdbFormat(List.of()).open(folder("r 0 300 2 0:0:0 0/0/0\n"), "r.hea");
        SignalRecord record = file.open("")) {
      assertThat(record.startedAt()).isEmpty();
      assertThat(record.faults()).isEmpty();
    }
  }

  @Test
  void readsTextsThatAreUtf8AndTextsThatAreNot() throws IOException {
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      byte[] text = "müde".getBytes(charset);
      byte[] pairs = new byte[4 + text.length + text.length % 2 + 2];
      pairs[1] = 22 << 2;
      pairs[2] = (byte) text.length;
      pairs[3] = (byte) (63 << 2);
      System.arraycopy(text, 0, pairs, 4, text.length);
      MemoryFolder folder = new MemoryFolder().with("r.atr", pairs);
      folder.with("r.hea", "r 0 250 2\n#müde\n".getBytes(charset));
      Read read = read(folder);
      assertThat(read.annotations())
          .extracting(found -> found.annotation().aux())
          .containsExactly("müde");
      try (RecordFile file = new WfdbFormat(List.of()).open(folder, "r.hea");
          SignalRecord record = file.open("")) {
        assertThat(record.notes()).containsExactly("müde");
      }
    }
  }

  private static MemoryFolder folder(String header) {
    return new MemoryFolder().with("r.hea", bytes(header));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Read read(RecordFolder folder) throws IOException {
    try (RecordFile file = new WfdbFormat(List.of("atr")).open(folder, "r.hea");
        SignalRecord record = file.open(RecordFile.WHOLE)) {
      List<List<Integer>> samples =
          record.channels().stream().<List<Integer>>map(c -> new ArrayList<>()).toList();
      List<SignalChunk> chunks;
      while (!(chunks = record.read(64)).isEmpty()) {
        for (SignalChunk chunk : chunks) {
          for (int sample : chunk.samples()) {
            samples.get(chunk.index()).add(sample);
          }
        }
      }
      List<RecordAnnotation> annotations = record.annotations();
      return new Read(
          record.channels().stream().map(Channel::name).toList(),
          samples,
          annotations,
          record.faults());
    }
  }

  /** The same folder, of which one file may not be read. */
  private static RecordFolder locked(String locked, MemoryFolder folder) {
    return new RecordFolder() {
      @Override
      public InputStream open(String fileName) throws IOException {
        if (fileName.equals(locked)) {
          throw new AccessDeniedException("/memory/" + fileName);
        }
        return folder.open(fileName);
      }

      @Override
      public String describe(String fileName) {
        return folder.describe(fileName);
      }

      @Override
      public long size(String fileName) {
        return folder.size(fileName);
      }

      @Override
      public boolean exists(String fileName) {
        return folder.exists(fileName);
      }

      @Override
      public Path localPath(String fileName) throws IOException {
        return folder.localPath(fileName);
      }
    };
  }
}
