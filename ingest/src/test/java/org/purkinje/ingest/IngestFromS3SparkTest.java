package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.ingest.download.S3Server;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;

/** From a real S3 server on the loopback come the rows that come from a folder. */
class IngestFromS3SparkTest {

  private static final List<String> TABLES =
      List.of("channels", "signals", "annotations", "labels");
  private static final Path GOLDEN = Path.of("../biosignal/src/test/resources/golden");

  @TempDir private static Path below;
  private static SparkSession spark;
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("purkinje.home", "..");
    server = S3Server.start(Files.createDirectories(below.resolve("store")), "none");
    server.put("corpora", new byte[0]);
    spark = Session.open(below.resolve("warehouse"), "local[2]");
    server
        .hadoop()
        .getPropsWithPrefix("fs.s3a.")
        .forEach(
            (key, value) -> spark.sparkContext().hadoopConfiguration().set("fs.s3a." + key, value));
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set(
            "fs.s3a.aws.credentials.provider",
            "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider");
    writeCorpora(below.resolve("corpora"));
    upload(below.resolve("corpora"));
  }

  @AfterAll
  static void stop() {
    spark.close();
    server.close();
    System.clearProperty("purkinje.home");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mitdb", "pulsedb", "vitaldb"})
  void readsTheRowsOfTheFolder(String corpus) {
    assertThat(ingest(corpus, below.resolve("corpora/" + corpus).toString()))
        .isEqualTo(Outcome.DONE);
    List<String> local = rows(corpus);
    assertThat(ingest(corpus, "s3a://corpora/" + corpus)).isEqualTo(Outcome.DONE);
    assertThat(rows(corpus)).isEqualTo(local).hasSizeGreaterThan(4);
    assertThat(
            spark
                .sql("select distinct source_uri from records where corpus = '" + corpus + "'")
                .collectAsList())
        .allMatch(row -> row.getString(0).startsWith("s3a://corpora/" + corpus + "/"));
    assertThat(ingest(corpus, "s3a://corpora/" + corpus)).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void namesAFolderThatIsNotThere() {
    assertThatThrownBy(() -> ingest("mitdb", "s3a://corpora/mitbd"))
        .hasMessageContaining("s3a://corpora/mitbd");
  }

  private static void writeCorpora(Path corpora) throws IOException {
    WfdbLayout mitdb =
        new WfdbLayout(
            "100", 360, List.of("MLII", "V5"), List.of("atr"), List.of("69 M 1085 1629 x1"));
    mitdb.write(Files.createDirectories(corpora.resolve("mitdb")));
    Files.copy(
        GOLDEN.resolve("hdf5/pulsedb.mat"),
        Files.createDirectories(corpora.resolve("pulsedb")).resolve("p000188.mat"));
    Files.copy(
        GOLDEN.resolve("vital/packed.vital"),
        Files.createDirectories(corpora.resolve("vitaldb/vital_files")).resolve("0012.vital"));
    Files.writeString(
        corpora.resolve("vitaldb/clinical_data.csv"), "caseid,subjectid,age,sex\n12,4711,77,M\n");
  }

  private static void upload(Path corpora) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(corpora)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      server.put("corpora/" + corpora.relativize(file), Files.readAllBytes(file));
    }
  }

  private static Outcome ingest(String corpus, String source) {
    return new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config(corpus, source, Stringency.STRICT, 0, List.of()),
            false);
  }

  private static List<String> rows(String corpus) {
    return TABLES.stream()
        .flatMap(
            table ->
                spark
                    .sql("select * from %s where corpus = '%s'".formatted(table, corpus))
                    .toJSON()
                    .collectAsList()
                    .stream()
                    .sorted())
        .toList();
  }
}
