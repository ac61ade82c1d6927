package org.purkinje.biosignal.edf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;

/** What is wrong with a part of a file must be told, and must not cost the rest. */
class EdfFaultsTest {

  private static final int[][] SAMPLES = {{1, 2}, {3, 4}, {5, 6}};
  private static final int DATA_RECORDS_AT = 236;
  private static final int FIRST_DATA_RECORD = 768;
  private static final int DATA_RECORD_BYTES = 2 * 2 + 2 * 16;

  private record Read(
      List<String> channels,
      List<Integer> samples,
      Optional<String> startedAt,
      List<RecordAnnotation> annotations,
      List<RecordFault> faults) {}

  @ParameterizedTest
  @CsvSource({
    "0, 0, -32768, 32767, 'physical 0 to 0 and digital -32768 to 32767'",
    "-1, 1, 5, 5, 'physical -1 to 1 and digital 5 to 5'",
    "'', '', -32768, 32767, 'physical blank to blank and digital -32768 to 32767'",
    "-1, inf, -32768, 32767, 'physical -1 to inf and digital -32768 to 32767'",
  })
  void leavesOutAChannelWithoutScale(
      String physicalMin, String physicalMax, String digitalMin, String digitalMax, String range)
      throws IOException {
    byte[] file =
        EdfBytes.ofTwoChannels(
            SAMPLES, new String[] {physicalMin, physicalMax, digitalMin, digitalMax});
    Read read = read(file);
    assertThat(read.channels()).containsExactly("ECG II");
    assertThat(read.samples()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.faults())
        .containsExactly(
            new RecordFault(
                Part.CHANNEL,
                "memory/r.edf",
                "signal 1 (-)",
                "no scale from " + range + "; channel left out"));
  }

  /** Oracle: mne and edfio read as many data records as the file holds. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void readsTheDataRecordsBeyondAStatedNumberAndSaysSo(int stated) throws IOException {
    Read read = read(stating("" + stated));
    assertThat(read.samples()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.faults())
        .containsExactly(
            new RecordFault(
                Part.LENGTH,
                "memory/r.edf",
                "byte 236",
                "header states %d data records, the file holds 3; all read".formatted(stated)));
  }

  @Test
  void readsWholeDataRecordsWhereTheNumberIsNotKnown() throws IOException {
    byte[] file = stating("-1");
    assertThat(read(file).faults()).isEmpty();
    Read cut = read(Arrays.copyOf(file, file.length - 10));
    assertThat(cut.samples()).containsExactly(1, 2, 3, 4);
    assertThat(cut.faults())
        .containsExactly(
            new RecordFault(
                Part.LENGTH,
                "memory/r.edf",
                "byte " + (FIRST_DATA_RECORD + 2 * DATA_RECORD_BYTES),
                "26 bytes of no whole data record at the end of the file; not read"));
  }

  /** A data record of a third of a second, written as 0.333333 s: 1.67 ms late after 5,000. */
  @Test
  void doesNotAddUpTheRoundingOfADuration() throws IOException {
    int[][] samples = new int[6_000][2];
    String[] onsets = new String[samples.length];
    for (int i = 0; i < onsets.length; i++) {
      onsets[i] = String.format(Locale.ROOT, "+%.6f", i / 3.0);
    }
    for (String continuity : List.of("EDF+C", "EDF+D")) {
      Read read = read(EdfBytes.of(continuity, 2, "0.333333", samples, onsets));
      assertThat(read.samples()).hasSize(12_000).containsOnly(0);
    }
  }

  @Test
  void takesDataRecordsOfEdfPlusCToFollowEachOtherWhereTheirOnsetsAreAbsent() throws IOException {
    Read read = read(EdfBytes.of("EDF+C", 2, SAMPLES, "+0", "", ""));
    assertThat(read.samples()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.faults())
        .extracting(RecordFault::part, RecordFault::place)
        .containsExactly(tuple(Part.ANNOTATIONS, "data record 1"));
  }

  @Test
  void keepsTheSignalAndTheOtherAnnotationsBesideADamagedList() throws IOException {
    byte[] file = EdfBytes.of("EDF+C", 2, SAMPLES, "+0\u0014\u0014\0x", "+1", "+2\u0014\u0014\0+2");
    Read read = read(file);
    assertThat(read.samples()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.faults())
        .containsExactly(
            new RecordFault(
                Part.ANNOTATIONS,
                "memory/r.edf",
                "data record 0",
                "annotation list must begin with +onset and character 20, got x??"));
  }

  @Test
  void refusesGapsWithoutTheSignalThatTellsThem() {
    byte[] file = EdfBytes.of("EDF+D", 2, SAMPLES, "+0", "+1", "+2");
    System.arraycopy("Annotation".getBytes(StandardCharsets.US_ASCII), 0, file, 256 + 16, 10);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.edf: byte 192: EDF+D has gaps, but no annotation signal that tells where they"
                + " lie");
  }

  @ParameterizedTest
  @CsvSource({
    "02.08.02, 11.52.04, 'Startdate 02-AUG-2002 X', 2002-08-02T11:52:04",
    "02.08.02, 11.52.04, 'Startdate 02-aug-2085 X', 2085-08-02T11:52:04",
    "'1. 2. 3', '4. 5. 6', X,                       2003-02-01T04:05:06",
    "12:03:08, 09-01-17,   X,                       2008-03-12T09:01:17",
    "01.03.20, 10.00.00,   'Startdate X X X X',     2020-03-01T10:00:00",
    "01.03.85, 10.00.00,   X,                       1985-03-01T10:00:00",
    "31.12.99, 25.61.61,   X,                       1999-12-31",
  })
  void readsTheFormsOfDateAndTimeThatWritersHave(
      String date, String time, String recording, String iso) {
    assertThat(new EdfStart(date, time, recording).iso(BigDecimal.ZERO)).contains(iso);
  }

  /** The third pair is that of a real file, test_uneven_samp.edf of EDF.jl. */
  @ParameterizedTest
  @CsvSource({
    "00.00.00, 00.00.00, false",
    "'', '',             false",
    "42.00.00, 26.00.99, true",
    "31.13.99, 25.61.61, true",
    "29.02.01, 10.00.00, true",
    "debut,    10.00.00, true",
  })
  void givesNoDateThatNoCalendarHas(String date, String time, boolean isFault) {
    EdfStart start = new EdfStart(date, time, "Startdate 31-FEB-1999 X X X");
    assertThat(start.iso(BigDecimal.ZERO)).isEmpty();
    assertThat(start.problem().isPresent()).isEqualTo(isFault);
  }

  @Test
  void addsTheOnsetOfTheFirstDataRecordToTheStart() throws IOException {
    Read read = read(EdfBytes.of("EDF+C", 2, SAMPLES, "+0.394531", "+1.394531", "+2.394531"));
    assertThat(read.startedAt()).contains("2002-08-02T11:52:04.394531");
    assertThat(read.samples()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void readsLabelsAndNotesThatAreUtf8AndOnesThatAreNot() throws IOException {
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      byte[] file = EdfBytes.of("EDF+C", 2, SAMPLES, "+0", "+1", "+2");
      byte[] label = "Größe".getBytes(charset);
      System.arraycopy(label, 0, file, 256, label.length);
      byte[] list = "+0\u0014\u0014müde\u0014\0".getBytes(charset);
      System.arraycopy(list, 0, file, FIRST_DATA_RECORD + 4, list.length);
      Read read = read(file);
      assertThat(read.channels().get(0)).startsWith("Größe").doesNotContain("\uFFFD");
      assertThat(read.annotations())
          .extracting(found -> found.annotation().aux())
          .containsExactly("müde");
    }
  }

  private static byte[] stating(String dataRecords) {
    byte[] file = EdfBytes.of("EDF+C", 2, SAMPLES, "+0", "+1", "+2");
    byte[] field = "%-8s".formatted(dataRecords).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(field, 0, file, DATA_RECORDS_AT, field.length);
    return file;
  }

  private static Read read(byte[] bytes) throws IOException {
    MemoryFolder folder = new MemoryFolder().with("r.edf", bytes);
    try (RecordFile file = new EdfFormat().open(folder, "r.edf");
        SignalRecord record = file.open(RecordFile.WHOLE)) {
      List<Integer> samples = new ArrayList<>();
      List<SignalChunk> chunks;
      while (!(chunks = record.read(64)).isEmpty()) {
        for (SignalChunk chunk : chunks) {
          Arrays.stream(chunk.samples()).forEach(samples::add);
        }
      }
      List<RecordAnnotation> annotations = record.annotations();
      return new Read(
          record.channels().stream().map(Channel::name).toList(),
          samples,
          record.startedAt(),
          annotations,
          record.faults());
    }
  }
}
