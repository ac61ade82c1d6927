package org.purkinje.biosignal.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.hdf5.Hdf5Layout.Axis;
import org.purkinje.biosignal.hdf5.Hdf5Layout.Source;
import org.purkinje.biosignal.recording.Damage;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SampleType;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/** Oracle: h5py, see HOW.md beside the golden files. */
class Hdf5FormatTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/hdf5");
  private static final int NONE = Integer.MIN_VALUE;

  private static final Hdf5Layout TRACINGS =
      new Hdf5Layout(
          List.of(new Source("/tracings", List.of("DI", "DII", "DIII"), "", "mV", 1, 0)),
          List.of(Axis.RECORD, Axis.SAMPLE, Axis.CHANNEL),
          false,
          "/exam_id",
          400,
          "",
          true,
          NONE,
          List.of());

  private static final Hdf5Layout CELLS =
      new Hdf5Layout(
          List.of(
              new Source("/Subj_Wins/ECG_F", List.of("ECG"), "", "", 1, 0),
              new Source("/Subj_Wins/PPG_F", List.of("PPG"), "", "", 1, 0)),
          List.of(Axis.CHANNEL, Axis.SAMPLE),
          true,
          "",
          125,
          "",
          false,
          NONE,
          List.of("/Subj_Wins/SegSBP", "/Subj_Wins/Gender", "/Subj_Wins/SubjectID"));

  private static final Hdf5Layout DEVICE =
      new Hdf5Layout(
          List.of(new Source("/*/raw/channel_*", List.of(), "sensor", "", 1, 0)),
          List.of(Axis.SAMPLE, Axis.CHANNEL),
          false,
          "",
          0,
          "sampling rate",
          false,
          NONE,
          List.of("@sensor"));

  private static final Hdf5Layout HALF =
      new Hdf5Layout(
          List.of(new Source("/ecg", List.of("I", "II", "III"), "", "mV", 1, 0)),
          List.of(Axis.CHANNEL, Axis.SAMPLE),
          false,
          "",
          500,
          "",
          false,
          NONE,
          List.of());

  private static final Map<String, Hdf5Layout> LAYOUTS =
      Map.of("tracings.hdf5", TRACINGS, "cells.mat", CELLS, "device.h5", DEVICE, "half.h5", HALF);

  @Test
  void readsWhatH5pyWrites() throws IOException {
    for (String line : Files.readAllLines(GOLDEN.resolve("values.csv"))) {
      String[] cells = line.split(",", -1);
      for (int maxSamples : new int[] {7, 1000}) {
        try (RecordFile file = open(cells[0]);
            SignalRecord record = file.open(cells[1])) {
          WholeRecord whole = WholeRecord.read(record, maxSamples);
          int channel = Integer.parseInt(cells[2]);
          assertThat(whole.channels().get(channel).type())
              .isEqualTo(cells[3].equals("i") ? SampleType.INTEGER : SampleType.FLOAT);
          assertThat(whole.stored()[channel]).as(line).hasSize(Integer.parseInt(cells[4]));
          assertThat(whole.sha256(channel)).as(line).isEqualTo(cells[5]);
          assertThat(whole.length()).isEqualTo(Long.parseLong(cells[4]));
        }
      }
    }
  }

  @Test
  void namesTheRecordsOfAFile() throws IOException {
    try (RecordFile tracings = open("tracings.hdf5");
        RecordFile cells = open("cells.mat");
        RecordFile device = open("device.h5")) {
      assertThat(tracings.members()).containsExactly("1169160", "2873686", "168405", "0");
      assertThat(cells.members()).containsExactly("0", "1", "2");
      assertThat(device.members()).containsExactly("");
    }
  }

  @Test
  void givesNotesNamesAndFrequencies() throws IOException {
    try (RecordFile file = open("cells.mat");
        SignalRecord record = file.open("2")) {
      assertThat(record.notes())
          .containsExactly("SegSBP: 99.25", "Gender: F", "SubjectID: p000188");
    }
    try (RecordFile file = open("device.h5");
        SignalRecord record = file.open("")) {
      assertThat(record.fs()).isEqualTo(1000);
      assertThat(record.channels()).extracting(c -> c.name()).containsExactly("ECG", "BVP");
      assertThat(record.notes()).containsExactly("sensor: ECG");
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    try (RecordFile file = open("tracings.hdf5")) {
      assertThatThrownBy(() -> file.open("0"))
          .isInstanceOf(MalformedFileException.class)
          .hasMessage(
              "hdf5/tracings.hdf5: /tracings: record 3 holds nothing but zeros, which are padding,"
                  + " 50 of them");
    }
    assertThatThrownBy(() -> new Hdf5Format(CELLS).open(folder(), "half.h5"))
        .hasMessage("hdf5/half.h5: /Subj_Wins/ECG_F: absent; is the file of this corpus?");
    byte[] half = Files.readAllBytes(GOLDEN.resolve("half.h5"));
    MemoryFolder cut = new MemoryFolder().with("r.h5", Arrays.copyOf(half, 1000));
    assertThatThrownBy(() -> WholeRecord.read(new Hdf5Format(HALF), cut, "r.h5", 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("the file was truncated or damaged, or is no HDF5");
    MemoryFolder text = new MemoryFolder().with("r.h5", "not HDF5 at all".getBytes(US_ASCII));
    assertThatThrownBy(() -> WholeRecord.read(new Hdf5Format(HALF), text, "r.h5", 9))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("the file was truncated or damaged, or is no HDF5");
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    for (String file : List.of("half.h5", "tracings.hdf5", "cells.mat")) {
      Damage.readDamaged(
          new Hdf5Format(LAYOUTS.get(file)),
          file,
          Files.readAllBytes(GOLDEN.resolve(file)),
          file.equals("half.h5") ? Damage.ROUNDS : Damage.ROUNDS / 10);
    }
  }

  /** Samples, first and last as h5py reads them. */
  @Test
  void readsRealFilesOfOpenSignals() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to read real files");
    Path folder = Path.of(corpora, "plux-hdf5");
    WholeRecord record =
        WholeRecord.read(
            new Hdf5Format(DEVICE), new LocalRecordFolder(folder), "ecg_4000_Hz.h5", 10_000);
    assertThat(record.channels().get(0).fs()).isEqualTo(4000);
    assertThat(record.channels().get(0).name()).isEqualTo("ECG");
    assertThat(record.stored()[0]).hasSize(41_400);
  }

  private static RecordFile open(String file) throws IOException {
    return new Hdf5Format(LAYOUTS.get(file)).open(folder(), file);
  }

  private static LocalRecordFolder folder() {
    return new LocalRecordFolder(GOLDEN);
  }
}
