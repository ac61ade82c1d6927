package org.purkinje.biosignal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.WholeRecord;

/**
 * Storage that was written in part, chunk indexes, links, and what is not supported. Oracle: h5py,
 * see HOW.md beside the golden files.
 */
class Hdf5StorageTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/hdf5");
  private static final String BESIDE = ", here or in a dataset beside,";
  private static final String REMEDY =
      " is not supported; write the file anew with h5repack -f GZIP=6";

  @Test
  void givesMissingSamplesWhereNothingWasWritten() throws IOException {
    for (String line : Files.readAllLines(GOLDEN.resolve("odd.csv"))) {
      String[] cells = line.split(",", -1);
      for (int maxSamples : new int[] {11, 1000}) {
        WholeRecord record =
            WholeRecord.read(
                new Hdf5Format(layout("/ecg")),
                new LocalRecordFolder(GOLDEN),
                cells[0],
                maxSamples);
        int channel = Integer.parseInt(cells[1]);
        assertThat(Arrays.stream(record.physical(channel)).filter(Double::isNaN).count())
            .as(line)
            .isEqualTo(Integer.parseInt(cells[2]));
        assertThat(record.sha256(channel)).as(line).isEqualTo(cells[3]);
      }
    }
  }

  @Test
  void tellsWhatIsNotSupportedFromDamage() {
    Map<String, String> refusals =
        Map.ofEntries(
            Map.entry("scaled", "filter scaleoffset (id 6)" + REMEDY),
            Map.entry("blosc", "filter blosc (id 32001)" + REMEDY),
            Map.entry(
                "passed",
                "chunks that a filter passed over are not supported; write the file anew with"
                    + " h5repack -f GZIP=6"),
            Map.entry(
                "outside",
                "link to another file, other.h5:/x, is not supported; copy what it leads to into"
                    + " this file, e.g. with h5copy"),
            Map.entry("nowhere", "link to /absent, which is absent"),
            Map.entry("round", "more than 40 links in a row"),
            Map.entry(
                "cells",
                "references, as MATLAB writes cells and struct arrays; where each is to a matrix,"
                    + " describe them by cells: true"),
            Map.entry("empty", "an empty matrix of MATLAB, without samples"),
            Map.entry(
                "three",
                "axes of the lengths [3, 2, 5]; the corpus names [CHANNEL, SAMPLE], 2 channels"),
            Map.entry(
                "complex",
                "values of type CompoundDataType; integers of up to 64 bits with a sign and real"
                    + " numbers are read"),
            Map.entry(
                "bool",
                "values of type EnumDataType; integers of up to 64 bits with a sign and real"
                    + " numbers are read"),
            Map.entry(
                "struct",
                "a group, as MATLAB writes structs and sparse matrices, where a dataset is"
                    + " needed"),
            Map.entry("absent", "absent; is the file of this corpus?"));
    refusals.forEach((name, problem) -> refuses("refused.h5", "/" + name, problem));
    refuses(
        "layout5.h5",
        "/ecg",
        "data layout of version 5, as HDF5 2.0 writes with libver=latest" + BESIDE + REMEDY);
    refuses("virtual.h5", "/ecg", "virtual storage" + BESIDE + REMEDY);
  }

  @Test
  void keepsTheChannelsOfOtherDatasetsAndSaysWhatIsLeftOut() throws IOException {
    Hdf5Layout layout =
        new Hdf5Layout(
            List.of(
                new Source("/ecg", List.of("I", "II"), "", "mV", 1, 0),
                new Source("/ppg", List.of("PPG"), "", "", 1, 0)),
            List.of(Axis.CHANNEL, Axis.SAMPLE),
            false,
            "",
            500,
            "",
            false,
            Integer.MIN_VALUE,
            List.of("/age"));
    try (RecordFile file = new Hdf5Format(layout).open(new LocalRecordFolder(GOLDEN), "links.h5");
        SignalRecord record = file.open("")) {
      assertThat(WholeRecord.read(record, 99).channels())
          .extracting(c -> c.name())
          .containsExactly("I", "II");
      assertThat(record.notes()).isEmpty();
      String absent = "absent; is the file of this corpus?";
      assertThat(record.faults())
          .containsExactly(
              new RecordFault(RecordFault.Part.CHANNEL, "hdf5/links.h5", "/ppg", absent),
              new RecordFault(RecordFault.Part.NOTES, "hdf5/links.h5", "/age", absent));
    }
  }

  @Test
  void refusesDamagedFilesOrReadsThem() throws IOException {
    for (String file : List.of("extensible.h5", "fixed.h5", "tree.h5", "links.h5")) {
      Damage.readDamaged(
          new Hdf5Format(layout("/ecg")), file, Files.readAllBytes(GOLDEN.resolve(file)), 2_000);
    }
  }

  private static void refuses(String file, String path, String problem) {
    assertThatThrownBy(
            () ->
                WholeRecord.read(
                    new Hdf5Format(layout(path)), new LocalRecordFolder(GOLDEN), file, 99))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("hdf5/%s: %s: %s".formatted(file, path, problem));
  }

  private static Hdf5Layout layout(String path) {
    return new Hdf5Layout(
        List.of(new Source(path, List.of("I", "II"), "", "mV", 1000, 0)),
        List.of(Axis.CHANNEL, Axis.SAMPLE),
        false,
        "",
        500,
        "",
        false,
        Integer.MIN_VALUE,
        List.of());
  }
}
