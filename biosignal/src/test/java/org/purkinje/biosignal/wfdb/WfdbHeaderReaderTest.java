package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.StartTime;
import org.purkinje.biosignal.signal.AdcScale;

/** The examples of header(5), then each rule broken once. */
class WfdbHeaderReaderTest {

  private static final String MIT_BIH_100 =
      """
      100 2 360 650000 0:0:0 0/0/0
      100.dat 212 200 11 1024 995 -22131 0 MLII
      100.dat 212 200 11 1024 1011 20052 0 V5

      # 69 M 1085 1629 x1
      # Aldomet, Inderal
      """;

  @Test
  void readsAnOrdinaryHeader() {
    WfdbHeader header = parse(MIT_BIH_100);

    assertThat(header.name()).isEqualTo("100");
    assertThat(header.fs()).isEqualTo(360);
    assertThat(header.counterFrequency()).isEqualTo(360);
    assertThat(header.baseCounter()).isZero();
    assertThat(header.frames()).isEqualTo(OptionalLong.of(650000));
    assertThat(header.baseTime()).isEqualTo(Optional.of("0:0:0"));
    assertThat(header.baseDate()).isEqualTo(Optional.of("0/0/0"));
    assertThat(header.segments()).isEmpty();
    assertThat(header.comments()).containsExactly(" 69 M 1085 1629 x1", " Aldomet, Inderal");
    assertThat(header.signals())
        .containsExactly(mitBih("MLII", 995, -22131), mitBih("V5", 1011, 20052));
  }

  private static WfdbSignal mitBih(String lead, int initialValue, int checksum) {
    return new WfdbSignal(
        "100.dat",
        212,
        1,
        0,
        0,
        new AdcScale(200, 1024, "mV"),
        Calibration.STATED,
        11,
        1024,
        OptionalInt.of(initialValue),
        OptionalInt.of(checksum),
        0,
        lead);
  }

  @Test
  void readsCrLfLinesAsLfLines() {
    assertThat(parse(MIT_BIH_100.replace("\n", "\r\n"))).isEqualTo(parse(MIT_BIH_100));
  }

  @Test
  void fillsInTheDefaultsOfAMinimalHeader() {
    WfdbHeader header = parse("# piped\n16x4 1\n- 16\n");

    WfdbSignal signal = header.signals().get(0);
    assertThat(header.fs()).isEqualTo(250);
    assertThat(header.frames()).isEmpty();
    assertThat(header.baseTime()).isEmpty();
    assertThat(signal.fileName()).isEqualTo("-");
    assertThat(signal.scale()).isEqualTo(new AdcScale(200, 0, "mV"));
    assertThat(signal.calibration()).isEqualTo(Calibration.ASSUMED);
    assertThat(signal.adcResolution()).isEqualTo(12);
    assertThat(signal.initialValue()).isEmpty();
    assertThat(signal.checksum()).isEmpty();
    assertThat(signal.description()).isEqualTo("record 16x4, signal 0");
  }

  @Test
  void readsAMultiSegmentHeaderAsAListOfSegments() {
    WfdbHeader header = parse("multi/3 2 360 45000\n100s 21600\n~ 1800\n100s 21600\n");

    assertThat(header.name()).isEqualTo("multi");
    assertThat(header.signalCount()).isEqualTo(2);
    assertThat(header.signals()).isEmpty();
    assertThat(header.segments())
        .containsExactly(
            new WfdbSegment("100s", 21600),
            new WfdbSegment("~", 1800),
            new WfdbSegment("100s", 21600));
  }

  @Test
  void readsCounterFrequencyAndBaseCounter() {
    WfdbHeader header = parse("r 0 62.4725/999.56(-12.5) 0");

    assertThat(header.fs()).isEqualTo(62.4725);
    assertThat(header.counterFrequency()).isEqualTo(999.56);
    assertThat(header.baseCounter()).isEqualTo(-12.5);
    assertThat(header.frames()).isEmpty();
  }

  @Test
  void readsTimeAndDateInEitherOrder() {
    WfdbHeader header = parse("E00001.mat 0 500 5000 05-May-2020 14:50:55");

    assertThat(header.baseTime()).isEqualTo(Optional.of("14:50:55"));
    assertThat(header.baseDate()).isEqualTo(Optional.of("05-May-2020"));
  }

  @ParameterizedTest
  @CsvSource({
    "200,                  200, 512, mV,     STATED",
    "200(1024)/mV,         200, 1024, mV,    STATED",
    "200(1024),            200, 1024, mV,    STATED",
    "12.84(-1605)/mmHg,    12.84, -1605, mmHg, STATED",
    "1.052e+04/mV,         10520, 512, mV,   STATED",
    "10/l/min,             10, 512, l/min,   STATED",
    "-3.5/uV,              -3.5, 512, uV,    STATED",
    "0,                    200, 512, mV,     ASSUMED",
    "0(7)/NU,              200, 7, NU,       ASSUMED",
  })
  void readsEachFormOfGain(
      String gain, double adu, int baseline, String unit, Calibration calibration) {
    WfdbSignal signal = parse("r 1\nr.dat 16 " + gain + " 12 512").signals().get(0);

    assertThat(signal.scale()).isEqualTo(new AdcScale(adu, baseline, unit));
    assertThat(signal.calibration()).isEqualTo(calibration);
  }

  @Test
  void readsAllModifiersOfTheFormat() {
    WfdbSignal signal = parse("r 1\nr.dat 16x2:3+24 200").signals().get(0);

    assertThat(signal.format()).isEqualTo(16);
    assertThat(signal.samplesPerFrame()).isEqualTo(2);
    assertThat(signal.skew()).isEqualTo(3);
    assertThat(signal.byteOffset()).isEqualTo(24);
  }

  @Test
  void keepsBlanksWithinADescription() {
    WfdbSignal signal = parse("r 1\nr.dat\t16 100/mV 16 0 10 114 0  ECG  lead 1 ").signals().get(0);

    assertThat(signal.description()).isEqualTo("ECG  lead 1");
  }

  @Test
  void foldsAnUnsignedChecksumIntoTheSignedRange() {
    WfdbSignal signal = parse("r 1\nr.dat 16 200 16 0 0 65135 0 x").signals().get(0);

    assertThat(signal.checksum()).isEqualTo(OptionalInt.of(-401));
  }

  @Test
  void readsUtf8AndLatin1() throws IOException {
    String text = "r 1\nr.dat 16 200/µV\n";
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      byte[] bytes = text.getBytes(charset);
      int[] content = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        content[i] = bytes[i];
      }
      WfdbHeader header = WfdbHeaderReader.read(new MemoryFolder().with("r.hea", content), "r");
      assertThat(header.signals().get(0).scale().unit()).isEqualTo("µV");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r/x 2 360                | line 1, field 1: record name holds a /, after which only a number of segments may follow, got r/x; write x
          r/0 2 360                | line 1, field 1: number of segments must be a whole number, 1 to 2147483647, got 0
          r                        | line 1, field 2: number of signals must be given, got nothing
          r -1                     | line 1, field 2: number of signals must be a whole number, 0 to 2147483647, got -1
          r 0 fast                 | line 1, field 3: sampling frequency must read fs, fs/counter or fs/counter(base), got fast
          r 0 0                    | line 1, field 3: sampling frequency must be above 0 Hz and finite, got 0
          r 0 360 long             | line 1, field 4: number of samples per signal must be a whole number, 0 or more, got long
          r 0 360 10 noon          | line 1, field 5: base time must read HH:MM:SS, got noon
          r 0 360 10 1:2:3 today   | line 1, field 6: base date must read DD/MM/YYYY or YYYY-MM-DD, got today
          r 0 360 10 1:2:3 1/2/3 4 | line 1, field 7: record line must have at most 6 fields, got 4
          """)
  void rejectsABrokenRecordLine(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("r.hea: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r.dat                     | field 2: format must read format, then x, : and + with whole numbers, got nothing
          r.dat x16                 | field 2: format must read format, then x, : and + with whole numbers, got x16
          r.dat 16x0                | field 2: samples per frame must be a whole number, 1 to 2147483647, got 0
          r.dat 16:-1               | field 2: skew must be a whole number, 0 to 2147483647, got -1
          r.dat 16+2k               | field 2: byte offset must be a whole number, 0 to 2147483647, got 2k
          r.dat 16 200 160          | field 4: ADC resolution must be a whole number, 0 to 32, got 160
          r.dat 16 200 12 zero      | field 5: ADC zero must be a whole number, -2147483648 to 2147483647, got zero
          r.dat 16 200 12 0 y       | field 6: initial value must be a whole number, -2147483648 to 2147483647, got y
          r.dat 16 200 12 0 0 1.5   | field 7: checksum must be a whole number, -2147483648 to 2147483647, got 1.5
          r.dat 16 200 12 0 0 0 I   | field 8: block size must be a whole number, -2147483648 to 2147483647, got I
          """)
  void rejectsABrokenSignalLine(String line, String message) {
    assertThatThrownBy(() -> parse("# a comment\nr 1\n" + line))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("r.hea: line 3, " + message);
  }

  @Test
  void rejectsFewerLinesThanTheRecordLineAnnounces() {
    assertThatThrownBy(() -> parse("r 3\nr.dat 16\nr.dat 16\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "r.hea: record line: header has 2 signal lines, its record line announces 3; the"
                + " header was cut");
    assertThatThrownBy(() -> parse("r/2 1 250\na 10\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "r.hea: record line: header has 1 segment lines, its record line announces 2; the"
                + " header was cut");
  }

  /** Header(5) asks for valid lines of at least as many signals as the record line announces. */
  @Test
  void leavesOutLinesBeyondThoseAnnouncedAndSaysSo() {
    WfdbHeader header = parse("r 1\nr.dat 16\nr.dat 16 no line of a signal\n#Age: 7\n");
    assertThat(header.signals()).hasSize(1);
    assertThat(header.comments()).containsExactly("Age: 7");
    assertThat(header.faults())
        .containsExactly(
            new RecordFault(
                Part.CHANNEL,
                "r.hea",
                "record line",
                "header has 2 signal lines, its record line announces 1; the last 1 not read"));
    assertThat(parse("r/1 1 250 10\na 10\nb 10\n").segments()).hasSize(1);
  }

  @Test
  void endsAtTheEndOfTextMarkOfDos() {
    assertThat(parse("r 1\nr.dat 16\n\u001A")).isEqualTo(parse("r 1\nr.dat 16\n"));
    assertThat(parse("r 1\nr.dat 16\n\u001Aleft over")).isEqualTo(parse("r 1\nr.dat 16\n"));
  }

  @Test
  void takesNoByteOrderMarkIntoTheName() throws IOException {
    byte[] bytes = "\uFEFFr 0 250 10\n".getBytes(StandardCharsets.UTF_8);
    assertThat(WfdbHeaderReader.read(new MemoryFolder().with("r.hea", bytes), "r").name())
        .isEqualTo("r");
  }

  /** PTB-XL+ names its median beats so; wfdb 4.3.1 refuses them too. */
  @Test
  void saysThatARecordNameHoldsAFolder() {
    assertThatThrownBy(() -> parse("median_beats/00001_medians 2 500 600\n"))
        .hasMessage(
            "r.hea: line 1, field 1: record name holds a /, after which only a number of segments"
                + " may follow, got median_beats/00001_medians; write 00001_medians");
  }

  @ParameterizedTest
  @CsvSource({
    "2014-04-15 03:04:41,     2014-04-15T03:04:41",
    "05-Feb-2020 11:39:16,    2020-02-05T11:39:16",
    "05:05:15 1/05/2000,      2000-05-01T05:05:15",
    "05:05:15 2000-05-01,     2000-05-01T05:05:15",
    "10:44:18.529 04/05/2704, 2704-05-04T10:44:18.529",
    "31:25.894 10/10/2896,    2896-10-10T00:31:25.894",
    "0:30,                    00:00:30",
    "3/4/1990,                1990-04-03",
    "1:2:3 1/2/89,            01:02:03",
    "0:0:0 31/02/1999,        00:00:00",
    "24:00:00 1/1/2000,       2000-01-01",
  })
  void readsTheFormsOfTimeAndDateThatPublishedHeadersHave(String fields, String iso) {
    WfdbHeader header = parse("r 0 250 10 " + fields);
    assertThat(
            StartTime.iso(
                header.baseDate().flatMap(BaseTime::date),
                header.baseTime().flatMap(BaseTime::time)))
        .contains(iso);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200mV", "200(1.5)/mV", "1e999", "nan/mV", "inf"})
  void leavesOutASignalWhoseGainIsNoNumber(String gain) {
    WfdbHeader header = parse("r 2\nr.dat 16 " + gain + " 16 0 0 0 0 RESP\nr.dat 16 200\n");
    assertThat(header.signals())
        .extracting(WfdbSignal::calibration)
        .containsExactly(Calibration.UNREADABLE, Calibration.STATED);
    assertThat(header.faults())
        .containsExactly(
            new RecordFault(
                Part.CHANNEL,
                "r.hea",
                "signal 0 (RESP)",
                "ADC gain must read gain, gain(baseline) or gain/unit, got %s; channel left out"
                    .formatted(gain)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "?", "NaN", "n/a", "none"})
  void takesWordsForNotKnownAsAbsent(String word) {
    WfdbSignal signal =
        parse("r 1\nr.dat 16 200 16 0 %s %s 0 I\n".formatted(word, word)).signals().get(0);
    assertThat(signal.checksum()).isEmpty();
    assertThat(signal.initialValue()).isEmpty();
    assertThat(signal.description()).isEqualTo("I");
  }

  @Test
  void rejectsAHeaderOfCommentsOnly() {
    assertThatThrownBy(() -> parse("# nothing\n\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("r.hea: line 1: no record line in 2 lines; is it a header?");
  }

  private static WfdbHeader parse(String text) {
    return WfdbHeaderReader.parse("r.hea", text);
  }
}
