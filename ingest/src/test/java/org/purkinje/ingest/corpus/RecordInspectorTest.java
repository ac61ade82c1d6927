package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbRecordWriter;
import org.purkinje.biosignal.wfdb.WfdbSignal;
import org.purkinje.jobsupport.run.Sha256;

class RecordInspectorTest {

  private static final AdcScale SCALE = new AdcScale(200, 0, "mV");

  @TempDir private Path folder;

  @Test
  void digestsEachChannelAsLittleEndianInt32() throws IOException {
    WfdbHeader header =
        WfdbHeader.of(
            "r",
            250,
            List.of(
                WfdbSignal.of("r.dat", SampleFormat.FORMAT_16, SCALE, "I").withSamplesPerFrame(2),
                WfdbSignal.of("r.dat", SampleFormat.FORMAT_16, SCALE, "II")));
    int[][] digital = {{1, -2, 3, -4, 5, -6}, {30_000, -30_000, 0}};
    WfdbHeader written = WfdbRecordWriter.write(folder, header, digital);

    Inspection inspection = inspect("r");

    assertThat(inspection)
        .isEqualTo(
            new Inspection.Sound(
                written,
                3,
                new Sha256().add(Files.readAllBytes(folder.resolve("r.hea"))).hex(),
                List.of(
                    new ChannelDigest(sha256(digital[0]), 16),
                    new ChannelDigest(sha256(digital[1]), 16))));
  }

  @Test
  void takes32BitsForAChannelThatNeedsThem() {
    ChannelDigest.Builder digest = new ChannelDigest.Builder();
    digest.add(new int[] {0, 1});
    digest.add(new int[] {40_000});
    digest.add(new int[] {2});
    assertThat(digest.build())
        .isEqualTo(new ChannelDigest(sha256(new int[] {0, 1, 40_000, 2}), 32));
  }

  @Test
  void refusesAnAbsentHeader() throws IOException {
    assertThat(inspect("r"))
        .isEqualTo(
            new Inspection.Refused(
                Optional.empty(),
                folder.getFileName() + "/r.hea",
                "file",
                "the record is listed in RECORDS but its header is absent; download it again"));
  }

  @Test
  void keepsTheHeadersDigestOfARefusedRecord() throws IOException {
    byte[] header = "r two 250 3\n".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("r.hea"), header);
    assertThat(inspect("r"))
        .isInstanceOfSatisfying(
            Inspection.Refused.class,
            refused -> {
              assertThat(refused.headerSha256()).contains(new Sha256().add(header).hex());
              assertThat(refused.source()).isEqualTo(folder.getFileName() + "/r.hea");
              assertThat(refused.place()).isEqualTo("line 1, field 2");
            });
  }

  @Test
  void acceptsARecordWithoutSignals() throws IOException {
    Files.writeString(folder.resolve("r.hea"), "r 0 250 3\n");
    assertThat(inspect("r"))
        .isInstanceOfSatisfying(
            Inspection.Sound.class,
            sound -> {
              assertThat(sound.frames()).isEqualTo(3);
              assertThat(sound.channels()).isEmpty();
            });
  }

  private Inspection inspect(String record) throws IOException {
    return RecordInspector.inspect(new LocalRecordFolder(folder), record, List.of("atr"));
  }

  private static String sha256(int[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(samples);
    return new Sha256().add(bytes.array()).hex();
  }
}
