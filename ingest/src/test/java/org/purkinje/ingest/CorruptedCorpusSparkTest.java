package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.inspection.QualityRule;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;

/**
 * A corpus with one record of every fault that has ended somebody's run, and with oddities that are
 * no fault: lenient takes the sound ones and names the others, strict names the first.
 */
class CorruptedCorpusSparkTest {

  private static final String DESCRIPTION =
      """
      name: corrupted
      version: 1.0.0
      title: One record of each fault
      sources: []
      licence: CC0-1.0
      redistribution: allowed
      access: open
      files:
        - {path: "(.+)\\\\.hea", format: {wfdb: {annotators: [atr]}}}
        - path: "(.+)\\\\.mat"
          format:
            mat:
              {variable: val, rows: channels, channels: [I, II, III], unit: mV, gain: 1.0, baseline: 0.0,
              fs: 500.0, notes: []}
        - path: "(.+)\\\\.h5"
          format:
            hdf5:
              sources:
                - {path: /ecg, channels: [I, II, III], name-attribute: "", unit: mV, gain: 1.0, baseline: 0.0}
              axes: [channel, sample]
              cells: false
              ids: ""
              fs: 500.0
              fs-attribute: ""
              is-padded: false
              missing: -2147483648
              notes: []
        - {path: "(.+)\\\\.edf", format: {edf: {}}}
      excluded: {}
      sentinels: [32767]
      metadata:
        - {file: people.csv, header: true, key: id, record: "(\\\\d+)", columns: [person]}
      subject: {in: note, pattern: "person: (\\\\w+)", identity: published, same-as: {}}
      contains: []
      channels:
        - {pattern: "S0", kind: ecg, lead: "", unit: uV}
        - {pattern: ".*", kind: ecg, lead: "$0", unit: mV}
      demographics: {age: "(no age)", sex: "(no sex)", sex-codes: {}}
      labels: []
      alignment: simultaneous
      """;

  /** Reason by record. */
  private static final Map<String, String> PLANTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("0012", "no subject"),
              Map.entry("absent", "file absent"),
              Map.entry("checksum", "malformed file"),
              Map.entry("cut", "malformed file"),
              Map.entry("duplicate", "duplicate record"),
              Map.entry("emptydat", "malformed file"),
              Map.entry("emptyheader", "malformed file"),
              Map.entry("flat", "flat channel"),
              Map.entry("listedtwice", "listed twice"),
              Map.entry("missing", "missing channel"),
              Map.entry("mixed", "malformed file"),
              Map.entry("nodat", "malformed file"),
              Map.entry("segments", "malformed file"),
              Map.entry("sentinel", "sentinel"),
              Map.entry("signals", "malformed file"),
              Map.entry("truncated", "malformed file"),
              Map.entry("unit", "unit")));

  @TempDir private static Path below;
  private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void plant() throws IOException {
    Path corpora = Files.createDirectories(below.resolve("home/configs/corpora"));
    Files.writeString(corpora.resolve("corrupted.yaml"), DESCRIPTION);
    System.setProperty("purkinje.home", below.resolve("home").toString());
    folder = Files.createDirectories(below.resolve("corrupted"));
    for (String name :
        List.of(
            "a1",
            "annotations",
            "checksum",
            "duplicate",
            "emptydat",
            "flat",
            "gainpart",
            "gappart",
            "listedtwice",
            "missing",
            "nodat",
            "sentinel",
            "signals",
            "truncated",
            "latin")) {
      write(name, "mV", "person: p1");
    }
    write("0012", "mV");
    write("unit", "uV", "person: p1");
    Files.writeString(folder.resolve("people.csv"), "id,person\n12,p12\n13,p13\n");
    damage();
    Files.write(
        folder.resolve("RECORDS"),
        List.of(
            "a1",
            "annotations",
            "checksum",
            "duplicate",
            "emptydat",
            "emptyheader",
            "flat",
            "gains",
            "gap",
            "listedtwice",
            "listedtwice",
            "missing",
            "nodat",
            "segments",
            "sentinel",
            "signals",
            "truncated",
            "latin",
            "0012",
            "unit",
            "absent"));
    spark = Session.open(below.resolve("warehouse"), "local[2]");
  }

  private static void damage() throws IOException {
    cut("truncated.dat", 1000);
    cut("emptydat.dat", 0);
    cut("annotations.atr", 1);
    Files.delete(folder.resolve("nodat.dat"));
    byte[] flipped = Files.readAllBytes(folder.resolve("checksum.dat"));
    flipped[100] ^= 1;
    Files.write(folder.resolve("checksum.dat"), flipped);
    Files.copy(
        folder.resolve("a1.dat"),
        folder.resolve("duplicate.dat"),
        StandardCopyOption.REPLACE_EXISTING);
    header("duplicate", header("a1").replace("a1", "duplicate"));
    header("signals", header("signals").replace("signals 2", "signals 3"));
    Files.write(folder.resolve("emptyheader.hea"), new byte[0]);
    header("segments", "segments/3 2 500 1000\ngappart 500\ngappart 500\n#person: p1\n");
    // No faults: gaps between segments and between data records, segments of different gains, and
    // a comment that is not UTF-8.
    header("gainpart", header("gainpart").replace(" 1000/mV", " 500/mV"));
    header("gains", "gains/2 2 500 1000\ngappart 500\ngainpart 500\n#person: p1\n");
    byte[] edf = Files.readAllBytes(Path.of("../biosignal/src/test/resources/golden/edf/plus.edf"));
    String text = new String(edf, StandardCharsets.ISO_8859_1);
    Files.writeString(
        folder.resolve("13.edf"),
        text.replace("EDF+C", "EDF+D").replace("+6\24\24", "+9\24\24"),
        StandardCharsets.ISO_8859_1);
    header("gap", "gap/3 2 500 1200\ngappart 500\n~ 200\ngappart 500\n#person: p1\n");
    Files.write(
        folder.resolve("latin.hea"),
        "#caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.APPEND);
    constant("flat", 7, WfdbLayout.FRAMES);
    constant("missing", -32768, WfdbLayout.FRAMES);
    constant("sentinel", 32767, 10);
    Files.write(
        folder.resolve("mixed.mat"), "MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII));
    byte[] half =
        Files.readAllBytes(Path.of("../biosignal/src/test/resources/golden/hdf5/half.h5"));
    Files.write(folder.resolve("cut.h5"), Arrays.copyOf(half, 1000));
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    spark.close();
  }

  @Test
  void takesTheSoundRecordsAndNamesEveryOther() {
    assertThat(ingest(Stringency.LENIENT)).isEqualTo(Outcome.DONE);
    Map<String, String> found = new TreeMap<>();
    for (Row row : spark.sql("select record, reason from rejects").collectAsList()) {
      assertThat(found.put(row.getString(0), row.getString(1))).as(row.getString(0)).isNull();
    }
    assertThat(found).isEqualTo(PLANTED);
    assertThat(rows("select record from records order by record"))
        .containsExactly(
            "[13]", "[a1]", "[annotations]", "[gains]", "[gap]", "[latin]", "[listedtwice]");
    assertThat(
            rows(
                "select discovered, accepted, rejected, excluded from accounting where unit ="
                    + " 'records'"))
        .containsExactly("[%d,7,%d,0]".formatted(PLANTED.size() + 7, PLANTED.size()));
    for (String table : List.of("signals", "channels", "annotations")) {
      assertThat(rows("select distinct record from " + table + " order by record"))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(
              table.equals("annotations")
                  ? List.of("[13]", "[a1]", "[latin]", "[listedtwice]")
                  : List.of(
                      "[13]",
                      "[a1]",
                      "[annotations]",
                      "[gains]",
                      "[gap]",
                      "[latin]",
                      "[listedtwice]"));
    }
    assertThat(rows("select record, part from record_faults where part != 'checksum'"))
        .containsExactly("[annotations,annotations]");
    assertThat(
            rows(
                "select start_sample, gain from signals where record = 'gains' and channel = 0"
                    + " order by start_sample"))
        .containsExactly("[0,1000.0]", "[500,500.0]");
    assertThat(
            rows("select n_samples, n_missing from channels where record = '13' and name = 'S0'"))
        .as("seven seconds at 100 Hz, with a gap of three before the last")
        .containsExactly("[1000,300]");
    assertThat(rows("select n_samples, n_missing from channels where record = 'gap'"))
        .containsExactly("[1200,200]", "[1200,200]");
  }

  @Test
  void namesTheFirstAndWritesNothingIfStrict() {
    long before = spark.table("lake.purkinje.runs").count();
    List<String> records = rows("select record from records order by record");
    assertThatThrownBy(() -> ingest(Stringency.STRICT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "corrupted: stringency strict, and the first of %d refused records is 0012: 0012.hea:"
                    .formatted(PLANTED.size())
                + " subject: ");
    assertThat(rows("select record from records order by record")).isEqualTo(records);
    assertThat(spark.table("lake.purkinje.runs").count()).isEqualTo(before + 2);
  }

  @Test
  void endsTheCommandWith0IfLenientAndWith1IfStrict() throws Exception {
    Path config =
        Files.writeString(
            below.resolve("ingest.yaml"),
            """
            corpus: corrupted
            source: %s
            stringency: lenient
            max-reject-ratio: 1.0
            refuse: [missing_channel, flat_channel, sentinel, duplicate_record]
            """
                .formatted(folder));
    Path out = below.resolve("out");
    assertThat(command(out, config).waitFor()).as("lenient: see %s", out).isZero();
    assertThat(command(out, config, "--stringency", "strict").waitFor()).isEqualTo(1);
    assertThat(Files.readString(out))
        .contains("purkinje: corrupted: stringency strict, and the first of 17 refused records is")
        .contains("0012: 0012.hea: subject: ");
  }

  private static Process command(Path out, Path config, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--warehouse",
                below.resolve("command").toString(),
                "--master",
                "local[1]",
                "ingest-corpus",
                config.toString()));
    arguments.addAll(List.of(more));
    return DriverProcess.start(
        List.of("-Xmx1g"), below.resolve("home"), out, arguments.toArray(String[]::new));
  }

  private static Outcome ingest(Stringency stringency) {
    return new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config(
                "corrupted", folder.toString(), stringency, 1, List.of(QualityRule.values())),
            false);
  }

  private static void write(String name, String unit, String... comments) throws IOException {
    new WfdbLayout(
            name,
            500,
            List.of("I/" + unit, "II/" + unit),
            name.matches("ga..?part") ? List.of() : List.of("atr"),
            List.of(comments))
        .write(folder);
  }

  /** Gives the first samples of the first channel one value, and the header no checksums. */
  private static void constant(String name, int value, int count) throws IOException {
    byte[] samples = Files.readAllBytes(folder.resolve(name + ".dat"));
    for (int i = 0; i < 4 * count; i += 4) {
      samples[i] = (byte) value;
      samples[i + 1] = (byte) (value >> Byte.SIZE);
    }
    Files.write(folder.resolve(name + ".dat"), samples);
    header(
        name,
        "%1$s 2 500 500\n%1$s.dat 16 1000/mV 16 0\n%1$s.dat 16 1000/mV 16 0\n#person: p1\n"
            .formatted(name));
  }

  private static String header(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".hea"));
  }

  private static void header(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".hea"), text);
  }

  private static void cut(String file, int bytes) throws IOException {
    Files.write(
        folder.resolve(file), Arrays.copyOf(Files.readAllBytes(folder.resolve(file)), bytes));
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
