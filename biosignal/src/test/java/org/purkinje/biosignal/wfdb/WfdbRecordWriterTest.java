package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.signal.AdcScale;

/** Written records against bytes worked out by hand, then read back. */
class WfdbRecordWriterTest {

  private static final AdcScale MILLIVOLT = new AdcScale(200, 0, "mV");

  @TempDir private Path folder;

  @Test
  void writesFormat212WithInitialValuesAndChecksums() throws IOException {
    WfdbHeader header =
        WfdbHeader.of(
            "r",
            360,
            List.of(
                signal("r.dat", SampleFormat.FORMAT_212, "I"),
                signal("r.dat", SampleFormat.FORMAT_212, "II")));

    WfdbRecordWriter.write(folder, header, new int[][] {{995, -100}, {1011, 5}});

    assertThat(Files.readAllBytes(folder.resolve("r.dat")))
        .containsExactly(0xE3, 0x33, 0xF3, 0x9C, 0x0F, 0x05);
    assertThat(folder.resolve("r.hea"))
        .hasContent(
            """
            r 2 360 2
            r.dat 212 200/mV 12 0 995 895 0 I
            r.dat 212 200/mV 12 0 1011 1016 0 II
            """);
  }

  /**
   * The first 24 bytes are those of a CinC 2015 file of 4 signals and 75,000 samples, but for the
   * sizes.
   */
  @Test
  void writesFormat16BehindAMatlabHeader() throws IOException {
    WfdbSignal first = signal("r.mat", SampleFormat.FORMAT_16, "I").withByteOffset(24);
    WfdbSignal second = signal("r.mat", SampleFormat.FORMAT_16, "II").withByteOffset(24);
    WfdbHeader header = WfdbHeader.of("r", 250, List.of(first, second));

    WfdbRecordWriter.write(folder, header, new int[][] {{1, 2, 3}, {-1, -2, -3}});

    assertThat(Files.readAllBytes(folder.resolve("r.mat")))
        .containsExactly(
            30, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 'v', 'a', 'l', 0, //
            1, 0, 0xFF, 0xFF, 2, 0, 0xFE, 0xFF, 3, 0, 0xFD, 0xFF);
    assertThat(folder.resolve("r.hea"))
        .hasContent(
            """
            r 2 250 3
            r.mat 16+24 200/mV 16 0 1 6 0 I
            r.mat 16+24 200/mV 16 0 -1 -6 0 II
            """);
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    Random random = new Random(29);
    for (SampleFormat format :
        Stream.of(SampleFormat.values()).filter(SampleFormat::isWritable).toList()) {
      for (int round = 0; round < 30; round++) {
        int channels = 1 + random.nextInt(5);
        int frames = random.nextInt(9000);
        List<WfdbSignal> signals = new ArrayList<>();
        int[][] digital = new int[channels][];
        for (int c = 0; c < channels; c++) {
          int perFrame = 1 + random.nextInt(4);
          signals.add(signal("r.dat", format, "c" + c).withSamplesPerFrame(perFrame));
          digital[c] =
              random
                  .longs((long) frames * perFrame, format.missingCode(), format.largest() + 1L)
                  .mapToInt(sample -> (int) sample)
                  .toArray();
        }
        WfdbHeader header = WfdbHeader.of("r", 250, signals).withComments(List.of(" Age: 61"));

        WfdbHeader written = WfdbRecordWriter.write(folder, header, digital);

        RecordFolder source = new LocalRecordFolder(folder);
        WfdbHeader read = WfdbHeaderReader.read(source, "r");
        assertThat(read).isEqualTo(written);
        try (WfdbSignalReader reader = WfdbSignalReader.open(source, read)) {
          assertThat(reader.readAll()).isDeepEqualTo(digital);
        }
      }
    }
  }

  @Test
  void writesSignalsInSeveralFilesAndLeavesNoOtherFiles() throws IOException {
    WfdbHeader header =
        WfdbHeader.of(
            "r",
            250,
            List.of(
                signal("a.dat", SampleFormat.FORMAT_16, "I"),
                signal("b.dat", SampleFormat.FORMAT_212, "II")));

    WfdbRecordWriter.write(folder, header, new int[][] {{258}, {-1}});

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.dat", "b.dat", "r.hea");
    }
    assertThat(Files.readAllBytes(folder.resolve("a.dat"))).containsExactly(2, 1);
    assertThat(Files.readAllBytes(folder.resolve("b.dat"))).containsExactly(0xFF, 0x0F);
  }

  @Test
  void rejectsASampleThatTheFormatCannotHold() {
    WfdbHeader header =
        WfdbHeader.of("r", 250, List.of(signal("r.dat", SampleFormat.FORMAT_212, "I")));
    assertThatThrownBy(() -> WfdbRecordWriter.write(folder, header, new int[][] {{0, 2048}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "samples of format 212 must be -2048 to 2047 adu, got 2048 in channel 0 at sample 1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rejectsChannelsOfDifferentLength() {
    WfdbSignal signal = signal("r.dat", SampleFormat.FORMAT_16, "I");
    WfdbHeader header = WfdbHeader.of("r", 250, List.of(signal, signal.withSamplesPerFrame(2)));
    assertThatThrownBy(() -> WfdbRecordWriter.write(folder, header, new int[][] {{1, 2}, {1, 2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signal 1 must have 2 frames of 2 samples, got 2 samples");
  }

  @Test
  void rejectsAnUnknownPreamble() {
    WfdbSignal signal = signal("r.dat", SampleFormat.FORMAT_16, "I").withByteOffset(8);
    WfdbHeader header = WfdbHeader.of("r", 250, List.of(signal));
    assertThatThrownBy(() -> WfdbRecordWriter.write(folder, header, new int[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "byte offset of r.dat must be 0, or 24 for a MATLAB matrix in format 16 with one"
                + " sample per frame, got format 16, byte offset 8");
  }

  private static WfdbSignal signal(String fileName, SampleFormat format, String description) {
    return WfdbSignal.of(fileName, format, MILLIVOLT, description);
  }
}
