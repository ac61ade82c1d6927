package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buckets of a real S3 server on the loopback, through {@code s3a://}. */
@Timeout(120)
class DownloadS3Test {

  private static final int MANY = 1_050;
  private static final byte[] SIGNAL = TestFiles.random(300_000, 5);

  @TempDir private static Path servers;
  private static S3Server open;
  private static S3Server signed;
  private static final Map<String, String> DIGESTS = new TreeMap<>();

  @TempDir private Path below;
  private final AtomicLong bytes = new AtomicLong();

  @BeforeAll
  static void startServers() throws Exception {
    Path store = Files.createDirectories(servers.resolve("store"));
    open = S3Server.start(store, "none");
    open.put("corpora", new byte[0]);
    put("many/SIGNAL.dat", SIGNAL);
    for (int i = 0; i < MANY; i++) {
      put(
          "many/p%d/%d.hea".formatted(i % 3, i),
          Integer.toString(i).getBytes(StandardCharsets.UTF_8));
    }
    open.put("corpora/many/odd/a%3Ab%20%2B%25.dat", SIGNAL);
    DIGESTS.put("many/odd/a:b +%.dat", TestFiles.sha256(SIGNAL));
    StringBuilder list = new StringBuilder();
    DIGESTS.forEach(
        (path, digest) -> list.append(digest).append(' ').append(path.substring(5)).append('\n'));
    put("many/" + ChecksumList.NAME, list.toString().getBytes(StandardCharsets.UTF_8));
    open.put("corpora/many/notes.txt", new byte[] {1});
    open.put("corpora/few/a.dat", SIGNAL);
    open.put("corpora/bad/a.dat", new byte[] {1});
    open.put(
        "corpora/bad/SHA256SUMS.txt",
        "%s a.dat%n%s gone.dat%n"
            .formatted("0".repeat(64), "1".repeat(64))
            .getBytes(StandardCharsets.UTF_8));
    signed = S3Server.start(store, "aws-v2-or-v4");
  }

  @AfterAll
  static void stopServers() {
    open.close();
    signed.close();
  }

  private static void put(String path, byte[] content) throws Exception {
    open.put("corpora/" + path, content);
    DIGESTS.put(path, TestFiles.sha256(content));
  }

  @Test
  void bringsMoreFilesThanAListingHoldsAndVerifiesThem() throws Exception {
    CorpusDownload.Result result = run("s3a://corpora/many/", true, open.hadoop());
    assertThat(result.failed()).isEmpty();
    assertThat(result.fetched()).hasSize(MANY + 4);
    assertThat(result.fetched())
        .filteredOn(file -> !file.verified())
        .extracting(FileOutcome.Fetched::path)
        .containsExactlyInAnyOrder(ChecksumList.NAME, "notes.txt");
    Map<String, String> found = TestFiles.digests(below);
    DIGESTS.forEach((path, digest) -> assertThat(found).containsEntry(path.substring(5), digest));
    long first = bytes.get();
    assertThat(run("s3a://corpora/many/", true, open.hadoop())).isEqualTo(result);
    assertThat(bytes).hasValue(first);
  }

  @Test
  void signsItsRequests() throws Exception {
    CorpusDownload.Result result =
        run("s3a://corpora/few/", false, signed.hadoop(S3Server.KEY, S3Server.SECRET));
    assertThat(result.failed()).isEmpty();
    assertThat(Files.readAllBytes(below.resolve("a.dat"))).isEqualTo(SIGNAL);
  }

  @Test
  void goesOnWithAnObjectOfTheSameVersionOnly() throws Exception {
    String source = "s3a://corpora/few/";
    run(source, true, open.hadoop());
    Files.delete(below.resolve("a.dat"));
    String tag = line("a.dat").validator();
    assertThat(tag).isNotEmpty();

    begin(tag);
    bytes.set(0);
    run(source, true, open.hadoop());
    assertThat(bytes).hasValue(SIGNAL.length - 1_000);
    assertThat(Files.readAllBytes(below.resolve("a.dat"))).isEqualTo(SIGNAL);

    Files.delete(below.resolve("a.dat"));
    begin("another");
    bytes.set(0);
    run(source, true, open.hadoop());
    assertThat(bytes).hasValue(SIGNAL.length);
    assertThat(Files.readAllBytes(below.resolve("a.dat"))).isEqualTo(SIGNAL);
  }

  @Test
  void bringsASingleObject() throws Exception {
    CorpusDownload.Result result = run("s3a://corpora/few/a.dat", true, open.hadoop());
    assertThat(result.fetched()).hasSize(1);
    assertThat(result.fetched().get(0).uri()).isEqualTo("s3a://corpora/few/a.dat");
    assertThat(Files.readAllBytes(below.resolve("a.dat"))).isEqualTo(SIGNAL);
  }

  @Test
  void countsWrongAndMissingObjectsAsFailed() throws Exception {
    CorpusDownload.Result result = run("s3a://corpora/bad/", true, open.hadoop());
    assertThat(result.failed())
        .extracting(FileOutcome.Failed::path, FileOutcome.Failed::reason)
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple("gone.dat", FileOutcome.Reason.ABSENT),
            org.assertj.core.api.Assertions.tuple("a.dat", FileOutcome.Reason.WRONG_DIGEST));
    assertThat(below.resolve("a.dat")).doesNotExist();
  }

  @Test
  void saysThatThereIsNoSuchBucket() {
    assertThatThrownBy(() -> run("s3a://nowhere/x/", true, open.hadoop()))
        .isInstanceOf(IOException.class)
        .hasMessage("s3a://nowhere/x/: no such bucket; check its name and fs.s3a.endpoint");
  }

  @Test
  void saysThatThereIsNoSuchFolder() {
    assertThatThrownBy(() -> run("s3a://corpora/nothing/", true, open.hadoop()))
        .isInstanceOf(IOException.class)
        .hasMessage("s3a://corpora/nothing/: no such object or prefix");
  }

  @Test
  void saysThatTheKeysAreWrong() {
    String denied =
        "s3a://corpora/few/: access denied; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
            + " environment to keys that may read it, or anonymous: true for a public bucket";
    assertThatThrownBy(() -> run("s3a://corpora/few/", false, signed.hadoop(S3Server.KEY, "wrong")))
        .isInstanceOf(RemoteException.class)
        .hasMessage(denied);
    assertThatThrownBy(() -> run("s3a://corpora/few/", true, signed.hadoop()))
        .isInstanceOf(RemoteException.class)
        .hasMessage(denied);
  }

  @Test
  void saysThatNoServerAnswers() {
    Configuration nowhere = open.hadoop();
    nowhere.set("fs.s3a.endpoint", "http://127.0.0.1:1");
    assertThatThrownBy(() -> run("s3a://corpora/few/", true, nowhere))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("s3a://corpora/few/: ")
        .hasMessageContaining("refused");
  }

  private CorpusDownload.Result run(String source, boolean anonymous, Configuration hadoop)
      throws IOException, InterruptedException {
    SteppedTime time = new SteppedTime();
    RemoteTree tree =
        Source.of(source)
            .open(anonymous, Map.of(), HttpTimeouts.USUAL, new RateLimit(1000, time), hadoop);
    Meter meter =
        new Meter() {
          @Override
          public void bytes(long count) {
            bytes.addAndGet(count);
          }

          @Override
          public void file() {}
        };
    try (CorpusDownload download = CorpusDownload.open(tree, below, 4, 3, time, meter)) {
      return download.fetch(download.find(Pattern.compile(".*")));
    }
  }

  private StateLine line(String path) throws IOException {
    return Files.readAllLines(below.resolve(DownloadState.NAME)).stream()
        .flatMap(text -> StateLine.parse(text).stream())
        .filter(line -> line.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** The first thousand bytes of a version, as a killed run leaves them. */
  private void begin(String validator) throws IOException {
    Files.write(below.resolve("a.dat.partial"), Arrays.copyOf(SIGNAL, 1_000));
    try (DownloadState state = DownloadState.open(below)) {
      state.add(StateLine.partial("a.dat", validator));
    }
  }
}
