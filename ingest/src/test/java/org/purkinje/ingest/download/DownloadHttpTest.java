package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.ingest.download.FaultyServer.Fault;
import org.purkinje.ingest.download.FileOutcome.Reason;

/**
 * Whatever the server does, the folder ends with the publisher's bytes or the file is a failure.
 */
@Timeout(60)
class DownloadHttpTest {

  /** What a server may do to a file and still give it in the end. */
  private static final List<Fault> PASSING =
      List.of(
          Fault.NONE,
          Fault.DROP,
          Fault.RESET,
          Fault.SHORT_LENGTH,
          Fault.CORRUPT,
          Fault.UNAVAILABLE,
          Fault.THROTTLE,
          Fault.IGNORE_RANGE,
          Fault.UNSATISFIABLE,
          Fault.WRONG_RANGE,
          Fault.SLOW,
          Fault.REDIRECT_SAME,
          Fault.REDIRECT_OTHER_HOST,
          Fault.CHUNKED);

  @TempDir private Path below;
  private Path folder;
  private FaultyServer server;
  private final Map<String, String> digests = new TreeMap<>();

  @BeforeEach
  void startServer() {
    folder = below.resolve("tree");
    server = new FaultyServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void bringsATreeAndVerifiesEachFile() throws Exception {
    put("100.hea", 200);
    put("sub/ä b#c%.dat", 100_000);
    put("empty", 0);
    server.putDigests();
    CorpusDownload.Result result = trial().run();
    assertThat(result.failed()).isEmpty();
    assertThat(result.fetched())
        .extracting(FileOutcome.Fetched::path, FileOutcome.Fetched::verified)
        .containsExactlyInAnyOrder(
            tuple(ChecksumList.NAME, false),
            tuple("100.hea", true),
            tuple("sub/ä b#c%.dat", true),
            tuple("empty", true));
    assertThat(result.fetched())
        .filteredOn(file -> file.path().startsWith("sub"))
        .extracting(FileOutcome.Fetched::uri)
        .containsExactly(server.root() + "sub/%C3%A4%20b%23c%25.dat");
    assertWholeTree();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void endsWithTheSameBytesUnderRandomFaults(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      put("f%d/%d.dat".formatted(i % 7, i), random.nextInt(200_000));
    }
    server.putDigests();
    server.script(
        request ->
            request.turn() >= 4
                    || request.path().endsWith(ChecksumList.NAME)
                    || request.path().startsWith("/moved/")
                ? Fault.NONE
                : PASSING.get(
                    new Random(seed * 31 + request.path().hashCode() * 17L + request.turn())
                        .nextInt(PASSING.size())));
    CorpusDownload.Result result = trial().parallelism(4).attempts(12).run();
    assertThat(result.failed()).isEmpty();
    assertThat(result.fetched()).filteredOn(FileOutcome.Fetched::verified).hasSize(60);
    assertThat(server.mostInFlight()).isBetween(2, 4);
    assertWholeTree();
  }

  @Test
  void hasNoMoreRequestsAtOnceThanAllowed() throws Exception {
    for (int i = 0; i < 40; i++) {
      put(i + ".dat", 20_000);
    }
    server.putDigests();
    trial().parallelism(3).run();
    assertThat(server.mostInFlight()).isBetween(1, 3);
    assertWholeTree();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "DROP",
        "RESET",
        "SHORT_LENGTH",
        "CORRUPT",
        "UNAVAILABLE",
        "THROTTLE",
        "SLOW",
        "HANG",
        "WRONG_RANGE",
        "CHUNKED",
        "REDIRECT_SAME",
        "REDIRECT_OTHER_HOST",
        "IGNORE_RANGE"
      })
  void outlivesEachFaultOnce(Fault fault) throws Exception {
    put("a.dat", 150_000);
    server.putDigests();
    server.script(
        request ->
            request.turn() == 0 && request.path().equals("/corpus/a.dat") ? fault : Fault.NONE);
    assertThat(trial().run().failed()).isEmpty();
    assertWholeTree();
  }

  @Test
  void countsAFileWhoseDigestNeverFitsAsFailedAndLeavesNothingOfIt() throws Exception {
    put("bad.dat", 10_000);
    put("good.dat", 10_000);
    server.putDigests();
    server.script(request -> request.path().endsWith("bad.dat") ? Fault.CORRUPT : Fault.NONE);
    CorpusDownload.Result result = trial().attempts(3).run();
    assertThat(result.failed()).hasSize(1);
    assertThat(result.failed().get(0).reason()).isEqualTo(Reason.WRONG_DIGEST);
    assertThat(result.failed().get(0).toString())
        .matches(
            "http://127.0.0.1:\\d+/corpus/bad.dat: SHA-256 of the 10,000 bytes that came is"
                + " [0-9a-f]{64}, the list states [0-9a-f]{64}");
    assertThat(server.log("bad.dat")).hasSize(3);
    assertThat(folder.resolve("bad.dat")).doesNotExist();
    assertThat(folder.resolve("bad.dat.partial")).doesNotExist();
    assertThat(folder.resolve("good.dat")).exists();
    assertThat(result.discovered()).isEqualTo(3);
  }

  @Test
  void triesAllFilesAndSaysWhatFailed() throws Exception {
    put("a.dat", 10);
    put("c.dat", 10);
    server.put("gone.dat", "x");
    server.putDigests();
    server.script(request -> request.path().endsWith("a.dat") ? Fault.UNAVAILABLE : Fault.NONE);
    String list = "%s  gone-too.dat%n".formatted("0".repeat(64));
    server.put(
        ChecksumList.NAME,
        list + "%s  a.dat%n%s *c.dat%n".formatted(digests.get("a.dat"), digests.get("c.dat")));
    CorpusDownload.Result result = trial().attempts(2).run();
    assertThat(result.failed())
        .extracting(FileOutcome.Failed::path, FileOutcome.Failed::reason)
        .containsExactlyInAnyOrder(
            tuple("gone-too.dat", Reason.ABSENT), tuple("a.dat", Reason.UNREACHABLE));
    assertThat(result.failed().get(1).detail())
        .isEqualTo("tried 2 times, the last time: server answers 503");
    assertThat(folder.resolve("c.dat")).exists();
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    put("a.dat", 10);
    server.putDigests();
    server.script(request -> request.turn() < 2 ? Fault.THROTTLE : Fault.NONE);
    Trial trial = trial();
    trial.run();
    assertThat(trial.time.sleeps())
        .filteredOn(sleep -> sleep.compareTo(Duration.ofSeconds(6)) > 0)
        .isNotEmpty()
        .allMatch(sleep -> sleep.compareTo(Duration.ofSeconds(8)) < 0);
  }

  @Test
  void fetchesOnlyWhatIsWantedAndCountsTheRest() throws Exception {
    put("p1/a.dat", 10);
    put("p1/a.hea", 10);
    put("p2/b.dat", 10);
    server.putDigests();
    CorpusDownload.Result result = trial().files("p1/.*").run();
    assertThat(result.fetched())
        .extracting(FileOutcome.Fetched::path)
        .containsExactly(ChecksumList.NAME, "p1/a.dat", "p1/a.hea");
    assertThat(result.excluded()).isEqualTo(1);
    assertThat(result.discovered()).isEqualTo(4);
  }

  @Test
  void refusesPathsThatLeaveTheFolderOrCollide() throws Exception {
    put("ok.dat", 10);
    String digest = digests.get("ok.dat");
    StringBuilder list = new StringBuilder();
    for (String path :
        List.of(
            "./ok.dat",
            "../out",
            "a/../../out",
            "/etc/passwd",
            "a\\b",
            "C:x",
            "a//b",
            "OK.dat",
            "ok.dat/x",
            "x.partial",
            ".purkinje-download.csv",
            "nul\0x",
            "a/./b",
            "n".repeat(300))) {
      list.append(digest).append("  ").append(path).append('\n');
    }
    server.put(ChecksumList.NAME, list.toString());
    CorpusDownload.Result result = trial().run();
    assertThat(result.failed())
        .hasSize(13)
        .extracting(FileOutcome.Failed::reason)
        .containsOnly(Reason.UNSAFE_PATH);
    assertThat(result.failed().get(0).detail())
        .isEqualTo("path that leaves the folder or has an empty part: ../out");
    assertThat(TestFiles.digests(below))
        .containsOnlyKeys(
            "tree/.purkinje-download.csv",
            "tree/.purkinje-download.lock",
            "tree/SHA256SUMS.txt",
            "tree/ok.dat");
    assertThat(server.log()).hasSize(2);
  }

  @Test
  void refusesAListThatIsNone() throws Exception {
    server.put(ChecksumList.NAME, "hello\n");
    assertThatThrownBy(() -> trial().run())
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "%sSHA256SUMS.txt: line 1: \"hello\" is no SHA-256 in 64 hexadecimal digits with a path"
                .formatted(server.root()));
    assertThat(folder.resolve(ChecksumList.NAME)).doesNotExist();
  }

  @Test
  void saysWhatASourceMustHold() {
    assertThatThrownBy(() -> trial().run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s: neither SHA256SUMS.txt nor RECORDS there; give the folder of one version, ending with /"
                .formatted(server.root()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"PAGE", "REDIRECT_LOOP", "NO_LENGTH", "GZIP", "FORBIDDEN"})
  void refusesWhatIsNotTheFile(Fault fault) throws Exception {
    put("a.dat", 100);
    server.putDigests();
    server.script(request -> request.path().endsWith("a.dat") ? fault : Fault.NONE);
    CorpusDownload.Result result = trial().run();
    assertThat(result.failed())
        .extracting(FileOutcome.Failed::reason)
        .containsExactly(Reason.REFUSED);
    assertThat(folder.resolve("a.dat")).doesNotExist();
    assertThat(server.log("a.dat")).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void bringsASingleFile() throws Exception {
    put("one.zip", 5_000);
    CorpusDownload.Result result = new Trial(server.root().resolve("one.zip"), folder).run();
    assertThat(result.fetched()).hasSize(1);
    assertThat(result.fetched().get(0).verified()).isFalse();
    assertThat(result.fetched().get(0).sha256()).isEqualTo(digests.get("one.zip"));
    assertThat(Files.size(folder.resolve("one.zip"))).isEqualTo(5_000);
  }

  @Test
  void givesUpOnASourceThatIsDown() throws Exception {
    for (int i = 0; i < 100; i++) {
      put(i + ".dat", 10);
    }
    server.putDigests();
    server.script(request -> request.path().endsWith(".dat") ? Fault.UNAVAILABLE : Fault.NONE);
    assertThatThrownBy(() -> trial().attempts(1).run())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "gave up after 20 files in a row that could not be had, the last: ");
    assertThat(server.log()).hasSizeLessThan(30);
  }

  private Trial trial() {
    return new Trial(server.root(), folder);
  }

  private void put(String path, int size) {
    byte[] content = TestFiles.random(size, path.hashCode());
    server.put(path, content);
    digests.put(path, TestFiles.sha256(content));
  }

  private void assertWholeTree() throws IOException {
    Map<String, String> expected = new TreeMap<>(digests);
    expected.put(
        ChecksumList.NAME, TestFiles.sha256(Files.readAllBytes(folder.resolve(ChecksumList.NAME))));
    assertThat(TestFiles.digests(folder)).isEqualTo(expected);
  }
}
