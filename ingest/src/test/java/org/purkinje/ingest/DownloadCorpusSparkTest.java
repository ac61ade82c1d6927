package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.Sha256;

/** What a download leaves in the tables, and when it is done again. */
class DownloadCorpusSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @TempDir private Path below;
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[2]");
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String text = files.get(exchange.getRequestURI().getPath().substring(1));
          byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
          boolean isHead = exchange.getRequestMethod().equals("HEAD");
          if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
          }
          exchange.sendResponseHeaders(
              text == null ? 404 : 200, isHead || body.length == 0 ? -1 : body.length);
          if (!isHead) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    files.put("100.hea", "100 0 360 0\n");
    files.put("100.atr", "beats");
    files.put("extra/notes.txt", "notes");
    listDigests();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void writesARowPerFileAndNothingTheSecondTime() throws IOException {
    assertThat(download("rows")).isEqualTo(Outcome.DONE);
    assertThat(
            rows(
                "select path, source_uri, bytes, sha256, verified from downloads"
                    + " where corpus = 'rows' order by path"))
        .containsExactly(row("100.atr", true), row("100.hea", true), row("SHA256SUMS.txt", false));
    assertThat(rows("select count(*) from downloads where fetched_at > now() - interval 1 hour"))
        .isNotEqualTo(List.of("[0]"));
    assertThat(
            rows(
                "select unit, discovered, accepted, rejected, excluded from accounting"
                    + " where scope = 'download-corpus/rows'"))
        .containsExactly("[files,4,3,0,1]");
    assertThat(folder().resolve("100.atr")).hasContent("beats");

    int before = requests.get();
    assertThat(download("rows")).isEqualTo(Outcome.UP_TO_DATE);
    assertThat(requests).hasValue(before);
  }

  @Test
  void bringsBackAFileThatIsGoneOrOfAnotherSize() throws IOException {
    download("back");
    Files.delete(folder().resolve("100.atr"));
    assertThat(download("back")).isEqualTo(Outcome.DONE);
    assertThat(folder().resolve("100.atr")).hasContent("beats");
    Files.writeString(folder().resolve("100.hea"), "cut");
    assertThat(download("back")).isEqualTo(Outcome.DONE);
    assertThat(folder().resolve("100.hea")).hasContent("100 0 360 0");
    assertThat(download("back")).isEqualTo(Outcome.UP_TO_DATE);
  }

  @Test
  void failsWithTheFirstFailureListsAllAndGoesOnTheNextTime() {
    files.remove("100.atr");
    assertThatThrownBy(() -> download("gaps"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "gaps: 1 of 3 files failed, listed in the table rejects; run again to go on; the first:"
                + " %s100.atr: no such file (status 404)".formatted(source()));
    assertThat(
            rows(
                "select corpus, record, source_uri, reason, detail from rejects"
                    + " where scope = 'download-corpus/gaps'"))
        .containsExactly(
            "[gaps,100.atr,%s100.atr,no such file,no such file (status 404)]".formatted(source()));
    assertThat(
            rows(
                "select discovered, accepted, rejected, excluded from accounting"
                    + " where scope = 'download-corpus/gaps'"))
        .containsExactly("[4,2,1,1]");
    assertThat(rows("select * from downloads where corpus = 'gaps'")).isEmpty();

    files.put("100.atr", "beats");
    assertThat(download("gaps")).isEqualTo(Outcome.DONE);
    assertThat(rows("select * from rejects where scope = 'download-corpus/gaps'")).isEmpty();
    assertThat(rows("select * from downloads where corpus = 'gaps'")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          parallelism: 0|parallelism must be 1 to 64, got 0
          attempts: 101|attempts must be 1 to 100, got 101
          requests-per-second: 0|requests-per-second must be above 0, got 0.0
          source: "https://me:hidden@a.org/"|source must hold no user and password; give them in the environment
          files: "("|files must be a regular expression, got ( (Unclosed group)
          corpus: "../x"|corpus must be letters, digits, dots and hyphens, got ../x
          """)
  void refusesValuesOutOfRange(String line, String message) {
    String key = line.substring(0, line.indexOf(':'));
    String value = line.substring(line.indexOf(':') + 2);
    assertThatThrownBy(
            () ->
                ConfigReader.parse(
                    "x.yaml", yaml("a"), Map.of(key, value), DownloadCorpusJob.Config.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x.yaml: --set %s: %s".formatted(key, message));
  }

  private Outcome download(String corpus) {
    return new JobRunner(spark)
        .run(
            new DownloadCorpusJob(),
            ConfigReader.parse("x.yaml", yaml(corpus), Map.of(), DownloadCorpusJob.Config.class),
            false);
  }

  private String yaml(String corpus) {
    return """
    corpus: %s
    source: %s
    folder: %s
    files: '100\\..*'
    parallelism: 2
    requests-per-second: 500
    attempts: 1
    anonymous: true
    """
        .formatted(corpus, source(), folder());
  }

  private String source() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  private Path folder() {
    return below.resolve("tree");
  }

  private void listDigests() {
    StringBuilder list = new StringBuilder();
    files.forEach((path, text) -> list.append(digest(text)).append("  ").append(path).append('\n'));
    files.put("SHA256SUMS.txt", list.toString());
  }

  private String row(String path, boolean verified) {
    return "[%s,%s%s,%d,%s,%s]"
        .formatted(
            path, source(), path, files.get(path).length(), digest(files.get(path)), verified);
  }

  private static String digest(String text) {
    return new Sha256().add(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
