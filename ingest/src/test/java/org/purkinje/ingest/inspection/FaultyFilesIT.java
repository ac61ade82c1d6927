package org.purkinje.ingest.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.purkinje.ingest.inspection.InspectedFolder.EDF;
import static org.purkinje.ingest.inspection.InspectedFolder.WFDB;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that other readers met as faulty. Oracles: wfdb 4.3.1, pyedflib 0.1.42, edfio 0.4.18, mne
 * 1.13.2; digests are the first 16 digits of SHA-256 over the samples as little-endian int32.
 */
class FaultyFilesIT {

  private static Path cases;

  @BeforeAll
  static void findTheCases() {
    String folder = System.getProperty("purkinje.cases", "");
    assumeTrue(!folder.isEmpty(), "set -Dpurkinje.cases to read faulty files");
    cases = Path.of(folder);
  }

  @Test
  void refusesARecordNameWithAFolder() throws IOException {
    InspectedFolder found = read("02-ptbxlplus-record-line/input", WFDB);
    assertThat(found.refusals().get("median_beats/00000/00001_medians").detail())
        .isEqualTo(
            "record name holds a /, after which only a number of segments may follow, got"
                + " group_wfdb/00001_medians; write 00001_medians");
  }

  @Test
  void refusesHeadersThatLostALineEndAndTakesTheirNeighbour() throws IOException {
    InspectedFolder found = read("03-merged-record-line/input", WFDB);
    assertThat(found.refusals()).containsOnlyKeys("JS90002", "JS90003");
    assertThat(found.digests("JS90001")).containsExactly("6875b1dad6d57c6f", "74df3ab621b97352");
  }

  @Test
  void readsHeadersWithMoreThanTheyAnnounce() throws IOException {
    InspectedFolder found = read("04-header-more-lines/input", WFDB);
    assertThat(found.refusals()).isEmpty();
    assertThat(found.sound()).hasSize(4);
    for (String record : found.sound().keySet()) {
      assertThat(found.digests(record))
          .as(record)
          .containsExactly("13e859d21af08486", "9c3faefdc009cfe1");
    }
    assertThat(found.faults("extra")).hasSize(1);
    assertThat(found.faults("plain")).isEmpty();
  }

  @Test
  void readsSignalsBesideAnnotationsWithoutEnd() throws IOException {
    InspectedFolder found = read("05-annotation-no-end/input", WFDB);
    assertThat(found.refusals()).isEmpty();
    for (String record : List.of("good", "noend", "empty")) {
      assertThat(found.digests(record)).as(record).contains("13e859d21af08486");
    }
    assertThat(found.faults("good")).isEmpty();
    assertThat(found.faults("noend"))
        .containsExactly(
            "annotations byte 6: file ends without two zero bytes, so that annotations may be"
                + " absent behind the 3 kept");
    assertThat(found.faults("empty")).hasSize(1);
  }

  @Test
  void readsTwoChannelsOfOneName() throws IOException {
    InspectedFolder found = read("07-duplicate-channel-names/input", WFDB);
    assertThat(found.digests("p000001n"))
        .containsExactly(
            "8ee52a9085c39822",
            "f12c50ddc654c9d0",
            "1e8502a3c7ad7af1",
            "983363de8abd6207",
            "32d8e9c439ad89e9");
  }

  @Test
  void readsTheEcgBesideADeadChannel() throws IOException {
    InspectedFolder found = read("08-edf-one-dead-channel/input", EDF);
    assertThat(found.refusals()).isEmpty();
    for (String record : List.of("sound", "physical-equal", "digital-equal", "blank-range")) {
      Inspection.Sound of = found.sound().get(record);
      assertThat(found.digests(record)).as(record).contains("19f22465ae79f08e");
      assertThat(of.channels().get(0).least()).isBetween(-0.20227, -0.20225);
      assertThat(of.channels().get(0).most()).isBetween(1.00060, 1.00062);
      assertThat(found.faults(record)).hasSize(record.equals("sound") ? 0 : 1);
    }
  }

  @Test
  void readsAsManyDataRecordsAsTheFileHolds() throws IOException {
    InspectedFolder found = read("10-edf-record-count-wrong/input", EDF);
    for (String record :
        List.of(
            "right",
            "says-0-has-20",
            "says-1-has-20",
            "says-minus1-has-20",
            "says-20-has-20-and-half")) {
      assertThat(found.digests(record)).as(record).contains("19f22465ae79f08e");
    }
    assertThat(found.digests("says-minus1-has-19-and-half")).contains("b3e5d585ae61f521");
    assertThat(found.faults("says-1-has-20"))
        .containsExactly(
            "length byte 236: header states 1 data records, the file holds 20; all read");
    assertThat(found.refusals().get("says-20-has-19-and-half").detail())
        .isEqualTo(
            "file must hold 20 data records of 500 bytes, got 19 in 10262 bytes; it was truncated");
  }

  @Test
  void givesNoImpossibleDates() throws IOException {
    InspectedFolder found = read("13-edf-odd-dates/input", EDF);
    Map<String, String> startedAt = new TreeMap<>();
    found.sound().forEach((record, of) -> startedAt.put(record, of.startedAt()));
    assertThat(startedAt)
        .containsEntry("zero", "")
        .containsEntry("blank", "")
        .containsEntry("bad-month", "")
        .containsEntry("short", "2003-02-01T04:05:06")
        .containsEntry("colons", "2008-03-12T09:01:17")
        .containsEntry("X", "2020-03-01T10:00:00")
        .containsEntry("accent", "2020-03-01T10:00:00")
        .containsEntry("lower-month", "2020-03-01T10:00:00")
        .containsEntry("y2085", "2085-03-01T10:00:00")
        .hasSize(9);
    for (String record : found.sound().keySet()) {
      assertThat(found.digests(record)).as(record).containsExactly("aa134dbe861d93f0");
    }
  }

  @Test
  void readsRealFilesInFoldersWithBlanksBracketsAndUmlauts() throws IOException {
    // A file beside one of the same name and another format is a record of its own here.
    InspectedFolder edf = read("14-real-edf-bdf/input", EDF.replace("(?:edf|bdf)", "edf"));
    InspectedFolder bdf = read("14-real-edf-bdf/input", EDF.replace("(?:edf|bdf)", "bdf"));
    assertThat(edf.refusals()).isEmpty();
    assertThat(bdf.refusals()).isEmpty();
    assertThat(edf.sound().size() + bdf.sound().size()).isEqualTo(20);
    String ofJulia = "edfjl (real)/sub-ü 01/";
    assertThat(bdf.digests(ofJulia + "bdf_test")).hasSize(8).startsWith("8c6215f10503e2b6");
    assertThat(bdf.sound().get(ofJulia + "bdf_test").length()).isEqualTo(18_250);
    assertThat(edf.sound().get(ofJulia + "test_uneven_samp").startedAt()).isEmpty();
    assertThat(edf.sound().get("pyedflib (real)/sub-ü 01/test_subsecond").startedAt())
        .isEqualTo("2020-01-24T04:05:56.394531");
    assertThat(bdf.sound().get("edfio (real)/sub-ü 01/mne_test").channels()).hasSize(139);
  }

  @Test
  void doesNotAddUpTheRoundingOfADuration() throws IOException {
    InspectedFolder found = read("21-odd-sampling-rate/input-edfplus", EDF);
    assertThat(found.digests("third-plus")).containsExactly("d4bb5e1b2446a164");
    assertThat(found.sound().get("third-plus").length()).isEqualTo(900_000);
  }

  @Test
  void refusesARecordWhoseSignalFileIsAFolder() throws IOException {
    InspectedFolder found = read("25-unreadable/input-isdir", WFDB);
    assertThat(found.sound()).containsOnlyKeys("good");
    assertThat(found.refusals()).containsOnlyKeys("r2");
  }

  @Test
  void passesOverWhatSystemsLeaveBehind() throws IOException {
    InspectedFolder found = read("26-apple-double/input", WFDB);
    assertThat(found.sound()).containsOnlyKeys("mitdb/100", "mitdb/101");
    assertThat(found.refusals()).isEmpty();
    assertThat(found.files().hidden())
        .as("four files, one folder and all of __MACOSX")
        .isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lf", "bom-crlf", "dot-slash", "with-ext", "comment", "utf16", "backslash"})
  void readsListsOfRecordsAsTheyAreMet(String list) throws IOException {
    InspectedFolder found = read("27-records-list/input/" + list, WFDB);
    assertThat(found.digests("100")).containsExactly("f1f28b23b4b28151");
    assertThat(found.digests("101")).containsExactly("13e859d21af08486");
    assertThat(found.files().absent()).isEmpty();
    assertThat(found.files().left()).isEmpty();
  }

  private static InspectedFolder read(String folder, String format) throws IOException {
    return InspectedFolder.read(cases.resolve(folder), format);
  }
}
