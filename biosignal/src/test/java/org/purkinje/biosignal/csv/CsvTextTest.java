package org.purkinje.biosignal.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.csv.CsvLayout.Arrangement;
import org.purkinje.biosignal.csv.CsvLayout.Clock;
import org.purkinje.biosignal.csv.CsvLayout.Column;
import org.purkinje.biosignal.csv.CsvLayout.Companion;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.WholeRecord;

/**
 * Line ends, quotation marks, decimal signs and character sets of texts as programs write them.
 * Oracle: RFC 4180.
 */
class CsvTextTest {

  private static final Column PPG = new Column("", "PPG", "");
  private static final Column ECG = new Column("", "ECG", "");

  @Test
  void readsEveryKindOfLineEnd() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String lines = String.join(end, "540", "548", "501", "");
      assertThat(read(samples(false, "."), lines).physical(0)).containsExactly(540, 548, 501);
      String channels = String.join(end, "1,2,3", "4,5,6", "");
      WholeRecord record = read(lines(","), channels.replace("4", "\"4\""));
      assertThat(record.physical(0)).containsExactly(1, 2, 3);
      assertThat(record.physical(1)).containsExactly(4, 5, 6);
    }
  }

  @Test
  void skipsLinesThatEndInCarriageReturnsAlone() throws IOException {
    CsvLayout layout =
        layout(Arrangement.LINE_IS_SAMPLE, ",", ".", 2, false, List.of(PPG), new Clock("", 0));
    assertThat(read(layout, "device\rdate\r5\r6\r").physical(0)).containsExactly(5, 6);
  }

  @Test
  void takesASeparatorInsideQuotesForText() throws IOException {
    WholeRecord record =
        read(samples(true, "."), "\"PPG, infrared\" ,\"say \"\"II\"\"\"\n\"0.5\",-1\n");
    assertThat(record.channels())
        .extracting(c -> c.name())
        .containsExactly("PPG, infrared", "say \"II\"");
    assertThat(record.physical(0)).containsExactly(0.5);
    assertThat(record.physical(1)).containsExactly(-1);
  }

  @Test
  void countsLinesInsideQuotes() {
    assertThatThrownBy(() -> read(samples(true, "."), "\"PPG\nraw\"\n1\nx\n"))
        .hasMessageContaining("line 4, column 1: number expected, got \"x\"");
  }

  @Test
  void readsDecimalCommasOnlyWhereTheCorpusSaysSo() throws IOException {
    String german = "\"0,12\",\"-1,5\",3\n\"4\",\"5,25\",\"1,5e2\"\n";
    WholeRecord record = read(lines(","), german);
    assertThat(record.physical(0)).containsExactly((float) 0.12, -1.5, 3);
    assertThat(record.physical(1)).containsExactly(4, 5.25, 150);
    assertThatThrownBy(() -> read(lines("."), german))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/r.csv: line 1, column 1: number \"0,12\": the decimal sign of the corpus is '.'"
                + " (csv.decimal), and numbers with thousands separators are not read");
  }

  @Test
  void refusesThousandsSeparators() {
    assertThatThrownBy(() -> read(lines("."), "\"20,000\",1\n2,3\n"))
        .hasMessageContaining("number \"20,000\": the decimal sign of the corpus is '.'");
    assertThatThrownBy(() -> read(lines(","), "\"20.000,5\",1\n2,3\n"))
        .hasMessageContaining("number \"20.000,5\": the decimal sign of the corpus is ','");
  }

  @Test
  void dropsNoCharacterFromInsideACell() {
    for (String cell : List.of("5\"3", "5'3", "5 3", "'5'", "5\u00a03")) {
      assertThatThrownBy(() -> read(samples(false, "."), "1\n" + cell + "\n"))
          .as(cell)
          .hasMessageContaining("line 2, column 1: number expected, got \"" + cell + "\"");
    }
    assertThatThrownBy(() -> read(samples(false, "."), "1\n\"5\"3\n"))
        .hasMessageContaining("line 2, column 1: characters behind the closing quotation mark");
    assertThatThrownBy(() -> read(samples(false, "."), "1\n\"5\n3\n"))
        .hasMessageContaining("line 2, column 1: quotation mark opened but not closed");
  }

  @Test
  void leavesColumnsOutThatAreNoNumbers() throws IOException {
    CsvLayout layout =
        layout(
            Arrangement.LINE_IS_SAMPLE,
            ",",
            ".",
            0,
            true,
            List.of(new Column("date", "", ""), new Column("status", "", "")),
            new Clock("ms", 0.001));
    WholeRecord record =
        read(layout, "date,ms,PPG,status\n2021-04-26 18:19,0,7,ok\n2021-04-26 18:20,10,8,\n");
    assertThat(record.channels()).extracting(c -> c.name()).containsExactly("PPG");
    assertThat(record.physical(0)).containsExactly(7, 8);
    WholeRecord bare =
        read(
            layout(
                Arrangement.LINE_IS_SAMPLE,
                ",",
                ".",
                0,
                false,
                List.of(new Column("", "", ""), PPG),
                new Clock("", 0)),
            "a,1\nb,2\n");
    assertThat(bare.physical(0)).containsExactly(1, 2);
  }

  @Test
  void leavesLinesOutThatAreNoNumbers() throws IOException {
    CsvLayout layout =
        layout(
            Arrangement.LINE_IS_CHANNEL,
            ",",
            ".",
            0,
            false,
            List.of(new Column("", "", ""), PPG, new Column("", "", "")),
            new Clock("", 0));
    assertThat(read(layout, "p01,left\n1,2,3\nend").physical(0)).containsExactly(1, 2, 3);
  }

  @Test
  void namesAColumnThatStandsTwiceInTheHeader() {
    CsvLayout layout =
        layout(
            Arrangement.LINE_IS_SAMPLE,
            ",",
            ".",
            0,
            true,
            List.of(new Column("PPG", "PPG", "")),
            new Clock("", 0));
    assertThatThrownBy(() -> read(layout, "PPG,PPG\n1,2\n"))
        .hasMessage("memory/r.csv: line 1, column 2: column PPG found 2 times among PPG, PPG");
  }

  @Test
  void readsHeadersThatAreNotUtf8() throws IOException {
    MemoryFolder folder =
        new MemoryFolder().with("r.csv", "PPG,ECG [µV]\n1,2\n".getBytes(ISO_8859_1));
    WholeRecord record = WholeRecord.read(new CsvFormat(samples(true, ".")), folder, "r.csv", 9);
    assertThat(record.channels().get(1).name()).isEqualTo("ECG [µV]");
    folder.with("r.csv", "PPG,ECG\n1,2\n".getBytes(UTF_16));
    assertThatThrownBy(
            () -> WholeRecord.read(new CsvFormat(samples(true, ".")), folder, "r.csv", 9))
        .hasMessage(
            "memory/r.csv: byte 0: text in UTF-16, which is not read; save the file as UTF-8");
  }

  @Test
  void tellsGzipByItsFirstBytesNotByTheName() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write("1\n2\n".getBytes(UTF_8));
    }
    MemoryFolder folder =
        new MemoryFolder()
            .with("r.CSV.GZ", zipped.toByteArray())
            .with("r.csv", zipped.toByteArray())
            .with("plain.csv.gz", "1\n2\n".getBytes(UTF_8));
    for (String file : List.of("r.CSV.GZ", "r.csv", "plain.csv.gz")) {
      assertThat(WholeRecord.read(new CsvFormat(samples(false, ".")), folder, file, 9).physical(0))
          .as(file)
          .containsExactly(1, 2);
    }
  }

  @Test
  void givesRowsOfTextsWithTheirLines() throws IOException {
    byte[] text = "id,name\r7,\"Müller, \"\"K\"\"\nzwei\"\r\r8,x".getBytes(ISO_8859_1);
    try (CsvRows rows = CsvRows.open(new MemoryFolder().with("t.csv", text), "t.csv")) {
      assertThat(rows.next()).contains(new CsvRows.Row(1, List.of("id", "name")));
      assertThat(rows.next()).contains(new CsvRows.Row(2, List.of("7", "Müller, \"K\"\nzwei")));
      assertThat(rows.next()).contains(new CsvRows.Row(5, List.of("8", "x")));
      assertThat(rows.next()).isEqualTo(Optional.empty());
    }
  }

  private static CsvLayout samples(boolean header, String decimal) {
    return layout(
        Arrangement.LINE_IS_SAMPLE,
        ",",
        decimal,
        0,
        header,
        header ? List.of() : List.of(PPG),
        new Clock("", 0));
  }

  private static CsvLayout lines(String decimal) {
    return layout(
        Arrangement.LINE_IS_CHANNEL, ",", decimal, 0, false, List.of(PPG, ECG), new Clock("", 0));
  }

  private static CsvLayout layout(
      Arrangement arrangement,
      String separator,
      String decimal,
      int skipLines,
      boolean header,
      List<Column> channels,
      Clock clock) {
    return new CsvLayout(
        arrangement,
        separator,
        decimal,
        skipLines,
        header,
        100,
        clock,
        channels,
        List.of(),
        new Companion("", ""),
        List.of());
  }

  private static WholeRecord read(CsvLayout layout, String text) throws IOException {
    return WholeRecord.read(
        new CsvFormat(layout), new MemoryFolder().with("r.csv", text.getBytes(UTF_8)), "r.csv", 2);
  }
}
