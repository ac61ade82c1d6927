package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.MemoryFolder;

/** Segments written by hand; a mistake here moves samples in time or to another channel. */
class WfdbRecordReaderTest {

  private static final String LAYOUT = "l 2 250 0\n~ 0 100/mV 8 0 0 0 0 I\n~ 0 1/mV 8 0 0 0 0 V\n";

  /**
   * Two segments of one frame each, channel V in the first only, with a gap of 2 frames between.
   */
  @Test
  void fillsWhatALayoutsSegmentsDoNotHold() throws IOException {
    MemoryFolder folder =
        text(new MemoryFolder(), "l.hea", LAYOUT)
            .with("a.dat", 0x01, 0x00, 0x02, 0x00)
            .with("b.dat", 0x03, 0x00);
    text(folder, "a.hea", "a 2 250 1\na.dat 16 7 16 0 1 1 0 V\na.dat 16 200 16 0 2 2 0 I\n");
    text(folder, "b.hea", "b 1 250 1\nb.dat 16 100 16 0 3 3 0 I\n");

    try (WfdbRecordReader reader = open("r/4 2 250 4\nl 0\na 1\n~ 2\nb 1\n", folder)) {
      assertThat(reader.frames()).isEqualTo(4);
      assertThat(reader.signals()).extracting(WfdbSignal::description).containsExactly("I", "V");
      assertThat(reader.signals()).extracting(s -> s.scale().gain()).containsExactly(200.0, 7.0);
      assertThat(reader.readFrames(10)).isDeepEqualTo(new int[][] {{2}, {1}});
      assertThat(reader.readFrames(10))
          .isDeepEqualTo(new int[][] {{-32768, -32768}, {-32768, -32768}});
      assertThat(reader.readFrames(10)).isDeepEqualTo(new int[][] {{3}, {-32768}});
      assertThat(reader.chunkSignals().get(0).scale().gain()).isEqualTo(100);
      assertThat(reader.readFrames(10)).isEmpty();
    }
  }

  @Test
  void joinsSegmentsOfFixedLayout() throws IOException {
    MemoryFolder folder =
        new MemoryFolder().with("a.dat", 0x01, 0x00, 0x02, 0x00).with("b.dat", 0x03, 0x00);
    text(folder, "a.hea", "a 1 250 2\na.dat 16 200 16 0 1 3 0 I\n");
    text(folder, "b.hea", "b 1 250 1\nb.dat 16 200 16 0 3 3 0 I\n");

    try (WfdbRecordReader reader = open("r/2 1 250 3\na 2\nb 1\n", folder)) {
      assertThat(reader.readFrames(1)).isDeepEqualTo(new int[][] {{1}});
      assertThat(reader.readFrames(2)).isDeepEqualTo(new int[][] {{2}});
      assertThat(reader.readFrames(2)).isDeepEqualTo(new int[][] {{3}});
      assertThat(reader.readFrames(2)).isEmpty();
      assertThat(reader.readFrames(2)).isEmpty();
    }
  }

  @Test
  void verifiesEachSegmentAtItsEnd() throws IOException {
    MemoryFolder folder =
        new MemoryFolder().with("a.dat", 0x01, 0x00, 0x02, 0x00).with("b.dat", 0x03, 0x00);
    text(folder, "a.hea", "a 1 250 2\na.dat 16 200 16 0 1 4 0 I\n");
    text(folder, "b.hea", "b 1 250 1\nb.dat 16 200 16 0 3 3 0 I\n");

    try (WfdbRecordReader reader = open("r/2 1 250 3\na 2\nb 1\n", folder)) {
      reader.readFrames(2);
      assertThatThrownBy(() -> reader.readFrames(2))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining("checksum 4, got 3");
    }
  }

  @Test
  void namesTheSegmentWhoseHeaderIsAbsent() {
    MemoryFolder folder = text(new MemoryFolder(), "l.hea", LAYOUT);
    assertThatThrownBy(() -> open("r/2 2 250 4\nl 0\na 4\n", folder))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("memory/r.hea: segment a: header a.hea absent; download it again");
  }

  /** Otherwise a caller that reads to the end would never come there in a gap. */
  @Test
  void refusesToReadNoFrames() throws IOException {
    MemoryFolder folder = text(new MemoryFolder(), "l.hea", LAYOUT);
    try (WfdbRecordReader reader = open("r/2 2 250 4\nl 0\n~ 4\n", folder)) {
      assertThatThrownBy(() -> reader.readFrames(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("frames to read must be 1 or more, got 0");
    }
  }

  @Test
  void refusesALengthThatTheSegmentsDoNotSumUpTo() {
    MemoryFolder folder = text(new MemoryFolder(), "l.hea", LAYOUT);
    assertThatThrownBy(() -> open("r/2 2 250 5\nl 0\n~ 4\n", folder))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.hea: record line: length must be the sum 4 of the segments' lengths, got 5");
  }

  @Test
  void refusesASignalThatTheLayoutDoesNotName() {
    MemoryFolder folder = text(new MemoryFolder(), "l.hea", LAYOUT).with("a.dat", 0x01, 0x00);
    text(folder, "a.hea", "a 1 250 1\na.dat 16 200 16 0 1 1 0 II\n");
    assertThatThrownBy(() -> open("r/2 2 250 1\nl 0\na 1\n", folder))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("memory/a.hea: signal II: not among the signals of the layout segment");
  }

  private static WfdbRecordReader open(String header, MemoryFolder folder) throws IOException {
    return WfdbRecordReader.open(folder, WfdbHeaderReader.parse("memory/r.hea", header));
  }

  private static MemoryFolder text(MemoryFolder folder, String fileName, String text) {
    return folder.with(fileName, text.chars().map(c -> (byte) c).toArray());
  }
}
