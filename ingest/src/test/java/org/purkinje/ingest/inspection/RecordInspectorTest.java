package org.purkinje.ingest.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbRecordWriter;
import org.purkinje.biosignal.wfdb.WfdbSignal;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.run.Sha256;

class RecordInspectorTest {

  private static final AdcScale SCALE = new AdcScale(200, 0, "mV");
  private static final CorpusDescription MITDB = RecordFactsTest.read("mitdb");

  @TempDir private Path folder;

  @Test
  void digestsEachChannelAsLittleEndianInt32() throws IOException {
    int[][] digital = {{1, -2, 3, -4, 5, -6}, {30_000, -30_000, 0}};
    WfdbHeader header =
        WfdbHeader.of(
            "r",
            250,
            List.of(
                WfdbSignal.of("r.dat", SampleFormat.FORMAT_16, SCALE, "I").withSamplesPerFrame(2),
                WfdbSignal.of("r.dat", SampleFormat.FORMAT_16, SCALE, "II")));
    WfdbRecordWriter.write(folder, header, digital);

    Inspection.Sound sound = (Inspection.Sound) inspect();

    assertThat(sound.fs()).isEqualTo(250);
    assertThat(sound.length()).isEqualTo(3);
    assertThat(sound.channels())
        .extracting(ChannelSummary::sha256)
        .containsExactly(sha256(digital[0]), sha256(digital[1]));
    assertThat(sound.channels()).extracting(ChannelSummary::bits).containsExactly(16, 16);
    assertThat(sound.channels().get(1).least()).isEqualTo(-150);
    assertThat(sound.channels().get(1).most()).isEqualTo(150);
  }

  @Test
  void takes32BitsForAChannelThatNeedsThem() throws IOException {
    write("mV", 0, 1, 40_000, 2);
    assertThat(((Inspection.Sound) inspect()).channels().get(0).bits()).isEqualTo(32);
  }

  @Test
  void saysWhichLineOfAHeaderIsAtFault() throws IOException {
    Files.write(folder.resolve("r.hea"), "r two 250 3\n".getBytes(StandardCharsets.UTF_8));
    assertThat(refusal().toString()).startsWith(folder.getFileName() + "/r.hea: line 1, field 2: ");
    assertThat(refusal().sha256()).isEqualTo("sha");
  }

  @Test
  void acceptsARecordWithoutSignals() throws IOException {
    Files.writeString(folder.resolve("r.hea"), "r 0 250 3\n");
    Inspection.Sound sound = (Inspection.Sound) inspect();
    assertThat(sound.length()).isEqualTo(3);
    assertThat(sound.channels()).isEmpty();
  }

  @Test
  void refusesAnotherUnitThanTheCorpusHas() throws IOException {
    write("uV", 0, 1, 2);
    assertThat(refusal().reason()).isEqualTo("unit");
    assertThat(refusal().detail()).isEqualTo("unit uV where the corpus says mV (channels: unit)");
  }

  @Test
  void refusesAFlatAndAMissingChannelWhereAsked() throws IOException {
    write("mV", 7, 7, 7);
    assertThat(inspect()).isInstanceOf(Inspection.Sound.class);
    assertThat(refusal(QualityRule.MISSING_CHANNEL, QualityRule.FLAT_CHANNEL))
        .hasToString("r.hea: channel 0 (I): all 3 samples are equal, 0.035 mV; was a lead off?");
    write("mV", Integer.MIN_VALUE, Integer.MIN_VALUE);
    assertThat(refusal(QualityRule.MISSING_CHANNEL))
        .hasToString("r.hea: channel 0 (I): all 2 samples are missing");
  }

  private void write(String unit, int... digital) throws IOException {
    AdcScale scale = new AdcScale(200, 0, unit);
    WfdbSignal signal = WfdbSignal.of("r.dat", SampleFormat.FORMAT_32, scale, "I");
    WfdbRecordWriter.write(folder, WfdbHeader.of("r", 250, List.of(signal)), new int[][] {digital});
  }

  private Refusal refusal(QualityRule... refuse) throws IOException {
    return ((Inspection.Refused) inspect(refuse)).refusal();
  }

  private Inspection inspect(QualityRule... refuse) throws IOException {
    FileTree tree = FileTree.of(folder.toString(), new Configuration(false));
    RecordInspector inspector =
        new RecordInspector(MITDB, new Metadata(List.of(), List.of()), Arrays.asList(refuse));
    try (OpenRecords files = new OpenRecords(tree, MITDB)) {
      return inspector.inspect(files, new RecordRef("r", "r.hea", 0, "", 0, "sha"));
    }
  }

  private static String sha256(int[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(samples);
    return new Sha256().add(bytes.array()).hex();
  }
}
