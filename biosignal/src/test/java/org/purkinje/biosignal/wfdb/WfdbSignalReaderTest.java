package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFolder;

/** Small files written by hand; what goes wrong here shifts or mixes channels without a trace. */
class WfdbSignalReaderTest {

  /** Frames (1, -1), (2, -2), (3, -3) in format 16. */
  private static final int[] PAIRS = {
    0x01, 0x00, 0xFF, 0xFF, 0x02, 0x00, 0xFE, 0xFF, 0x03, 0x00, 0xFD, 0xFF
  };

  private static final String PAIRS_HEADER =
      "r 2 250 3\nr.dat 16 200 16 0 1 6 0 I\nr.dat 16 200 16 0 -1 -6 0 II\n";

  @Test
  void readsTheSignalsOfOneFile() throws IOException {
    assertThat(readAll(PAIRS_HEADER, pairs())).isDeepEqualTo(new int[][] {{1, 2, 3}, {-1, -2, -3}});
  }

  @Test
  void readsConsecutiveChunksAndThenNothing() throws IOException {
    try (WfdbSignalReader reader = open(PAIRS_HEADER, pairs())) {
      assertThat(reader.frames()).isEqualTo(3);
      assertThat(reader.readFrames(2)).isDeepEqualTo(new int[][] {{1, 2}, {-1, -2}});
      assertThat(reader.readFrames(2)).isDeepEqualTo(new int[][] {{3}, {-3}});
      assertThat(reader.readFrames(2)).isEmpty();
    }
  }

  /** One signal in format 212: 995, 1011, -100 need five bytes. */
  @Test
  void readsAnOddNumberOfSamplesInFormat212InAnyChunks() throws IOException {
    MemoryFolder folder = new MemoryFolder().with("r.dat", 0xE3, 0x33, 0xF3, 0x9C, 0x0F);
    for (int chunk = 1; chunk <= 4; chunk++) {
      StringBuilder samples = new StringBuilder();
      try (WfdbSignalReader reader = open("r 1 250 3\nr.dat 212 200 12 0 995 1906\n", folder)) {
        for (int[][] read = reader.readFrames(chunk);
            read.length > 0;
            read = reader.readFrames(chunk)) {
          for (int sample : read[0]) {
            samples.append(sample).append(' ');
          }
        }
      }
      assertThat(samples).hasToString("995 1011 -100 ");
    }
  }

  @Test
  void readsSeveralSamplesPerFrame() throws IOException {
    assertThat(readAll("r 2 250 2\nr.dat 16x2 200\nr.dat 16 200\n", pairs()))
        .isDeepEqualTo(new int[][] {{1, -1, -2, 3}, {2, -3}});
  }

  @Test
  void readsSeveralFilesAndSkipsPreambles() throws IOException {
    MemoryFolder folder = pairs().with("s.dat", 0xAA, 0xBB, 0x07, 0x00, 0x08, 0x00, 0x09, 0x00);

    assertThat(readAll("r 3 250 3\nr.dat 16\nr.dat 16\ns.dat 16+2\n", folder))
        .isDeepEqualTo(new int[][] {{1, 2, 3}, {-1, -2, -3}, {7, 8, 9}});
  }

  @Test
  void readsToTheEndOfTheFileWithoutALength() throws IOException {
    assertThat(readAll("r 2 250\nr.dat 16\nr.dat 16\n", pairs()))
        .isDeepEqualTo(new int[][] {{1, 2, 3}, {-1, -2, -3}});
  }

  @Test
  void movesASkewedChannelAndMarksItsEndMissing() throws IOException {
    String header = "r 2 250 3\nr.dat 16 200 16 0 1 6 0 I\nr.dat 16:2 200 16 0 -1 -6 0 II\n";
    int[][] deskewed = {{1, 2, 3}, {-3, -32768, -32768}};

    assertThat(readAll(header, pairs())).isDeepEqualTo(deskewed);
    try (WfdbSignalReader reader = open(header, pairs())) {
      assertThat(reader.readFrames(1)).isDeepEqualTo(new int[][] {{1}, {-3}});
      assertThat(reader.readFrames(1)).isDeepEqualTo(new int[][] {{2}, {-32768}});
      assertThat(reader.readFrames(1)).isDeepEqualTo(new int[][] {{3}, {-32768}});
      assertThat(reader.readFrames(1)).isEmpty();
    }
  }

  @Test
  void leavesNothingOfAChannelSkewedBeyondTheRecord() throws IOException {
    assertThat(readAll("r 2 250 3\nr.dat 16:2147483647\nr.dat 16\n", pairs()))
        .isDeepEqualTo(new int[][] {{-32768, -32768, -32768}, {-1, -2, -3}});
  }

  @Test
  void leavesMissingCodesAsStored() throws IOException {
    MemoryFolder folder = new MemoryFolder().with("r.dat", 0x00, 0x08, 0x05);
    int[][] samples = readAll("r 1 250 2\nr.dat 212 200 12 0 -32768 -2043\n", folder);

    assertThat(samples).isDeepEqualTo(new int[][] {{-2048, 5}});
  }

  @Test
  void readsARecordWithoutSignals() throws IOException {
    assertThat(readAll("r 0 250 10", new MemoryFolder())).isEmpty();
  }

  @Test
  void rejectsAWrongChecksumAfterTheLastChunk() throws IOException {
    String header = PAIRS_HEADER.replace(" -6 0 II", " 7 0 II");
    try (WfdbSignalReader reader = open(header, pairs())) {
      assertThat(reader.readFrames(3)).hasNumberOfRows(2);
      assertThatThrownBy(() -> reader.readFrames(3))
          .isInstanceOf(MalformedFileException.class)
          .hasMessage(
              "memory/r.dat: signal 1 (II): sum of the samples must be the header's checksum 7,"
                  + " got -6; the file or its header was changed after it was written");
    }
  }

  @Test
  void verifiesTheInitialValueWhereTheChecksumCannotBe() {
    assertThatThrownBy(() -> readAll("r 2 250\nr.dat 16 200 16 0 4 6\nr.dat 16\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: signal 0 (record r, signal 0): first sample 1, but the header"
                + " states the initial value 4");
  }

  @Test
  void rejectsATruncatedFile() {
    assertThatThrownBy(() -> open("r 2 250 4\nr.dat 16\nr.dat 16\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: byte 12: file must hold the 4 frames of the header,"
                + " got 3 frames in 12 bytes; it was truncated");
  }

  @Test
  void rejectsAPartialFrameWhereTheLengthIsNotGiven() {
    MemoryFolder folder = new MemoryFolder().with("r.dat", 1, 0, 2, 0, 3, 0);
    assertThatThrownBy(() -> open("r 2 250\nr.dat 16\nr.dat 16\n", folder))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: byte 6: 1 frames of 2 samples and 1 samples more; it was truncated or is"
                + " another file");
  }

  @Test
  void rejectsFilesOfDifferentLengthWhereTheLengthIsNotGiven() {
    MemoryFolder folder = pairs().with("s.dat", 1, 0);
    assertThatThrownBy(() -> open("r 3 250\nr.dat 16\nr.dat 16\ns.dat 16\n", folder))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/s.dat: signal 2: header states no length, and the file holds 1 frames where"
                + " another one holds 3");
  }

  @Test
  void rejectsAnAbsentFile() {
    assertThatThrownBy(() -> open("r 1 250 3\nx.dat 16\n", new MemoryFolder()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/x.dat: signal 0: absent, though the header names it; download it again");
  }

  /** Differences 1, -1, 2 after an initial value of 100, across two reads. */
  @Test
  void addsUpTheDifferencesOfFormat8() throws IOException {
    MemoryFolder folder = new MemoryFolder().with("r.dat", 0x01, 0xFF, 0x02);
    try (WfdbSignalReader reader = open("r 1 250 3\nr.dat 8 200 10 0 100\n", folder)) {
      assertThat(reader.readFrames(2)).isDeepEqualTo(new int[][] {{101, 100}});
      assertThat(reader.readFrames(2)).isDeepEqualTo(new int[][] {{102}});
      assertThat(reader.readFrames(2)).isEmpty();
    }
  }

  /** The smallest stream of RFC 9639 (appendix D.1): 25588 and 10416, with an MD5. */
  @Test
  void readsAFlacStreamAndComparesItsMd5() throws IOException {
    String header = "r 2 250 1\nr.dat 516 200 16 0\nr.dat 516 200 16 0\n";
    byte[] stream =
        HexFormat.of()
            .parseHex(
                "664c6143800000221000100000000f00000f0ac442f0000000013e84b41807dc690307586a3dad1a2e"
                    + "0ffff869180000bf0358fd03128baa9a");
    assertThat(readAll(header, new MemoryFolder().with("r.dat", unsigned(stream))))
        .isDeepEqualTo(new int[][] {{25588}, {10416}});
    stream[30] ^= 1;
    assertThatThrownBy(() -> readAll(header, new MemoryFolder().with("r.dat", unsigned(stream))))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("MD5 of the samples must be");
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  @Test
  void readsSignalsWithoutAFileAsMissing() throws IOException {
    assertThat(readAll("r 2 250 2\n~ 0x2 0 0 0 0 0\n~ 0 0 0 0 0 0\n", new MemoryFolder()))
        .isDeepEqualTo(new int[][] {{-32768, -32768, -32768, -32768}, {-32768, -32768}});
  }

  @Test
  void rejectsAFileOutsideTheHeadersFolder() {
    assertThatThrownBy(() -> open("r 1 250 3\n../x.dat 16\n", new MemoryFolder()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/../x.dat: signal 0: signal file must lie in the header's folder,"
                + " got ../x.dat");
  }

  @Test
  void rejectsAFormatItCannotRead() {
    assertThatThrownBy(() -> open("r 1 250 3\nr.dat 999\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: signal 0: storage format must be one of "
                + SampleFormat.codes()
                + ", got 999");
  }

  @Test
  void rejectsTwoFormatsInOneFile() {
    assertThatThrownBy(() -> open("r 2 250 3\nr.dat 16\nr.dat 16+4\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: signal 1: signals of one file must have one format and byte offset,"
                + " got 16+4 after 16+0");
  }

  @Test
  void rejectsSignalsOfOneFileThatAreApart() {
    assertThatThrownBy(() -> open("r 3 250 3\nr.dat 16\ns.dat 16\nr.dat 16\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: signal 2: other files' signals stand between this file's in the header;"
                + " they must follow each other");
  }

  @Test
  void rejectsFramesTooLargeForMemory() {
    assertThatThrownBy(() -> open("r 1 250\nr.dat 16x2147483647\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.dat: signal 0: a frame must have at most 4194304 samples, got 2147483647");
  }

  @Test
  void refusesARecordOfSegments() {
    assertThatThrownBy(() -> open("m/1 2 250 3\nr 3\n", pairs()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/m.hea: record line: signals can be read of records with one segment,"
                + " got 1 segments");
  }

  private static MemoryFolder pairs() {
    return new MemoryFolder().with("r.dat", PAIRS);
  }

  private static WfdbSignalReader open(String header, RecordFolder folder) throws IOException {
    return WfdbSignalReader.open(folder, WfdbHeaderReader.parse("r.hea", header));
  }

  private static int[][] readAll(String header, RecordFolder folder) throws IOException {
    try (WfdbSignalReader reader = open(header, folder)) {
      return reader.readAll();
    }
  }
}
