package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.download.FaultyServer.Fault;
import org.purkinje.ingest.download.FaultyServer.Request;

/** A download that was stopped goes on with the bytes it has, unless they are no longer right. */
@Timeout(60)
class DownloadResumeTest {

  private static final byte[] CONTENT = TestFiles.random(100_000, 7);

  @TempDir private Path below;
  private Path folder;
  private FaultyServer server;

  @BeforeEach
  void startServer() {
    folder = below.resolve("tree");
    server = new FaultyServer();
    server.put("a.dat", CONTENT);
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void goesOnWhereTheLineBroke() throws Exception {
    server.putDigests();
    breakFirst(Fault.DROP);
    assertThat(trial().run().failed()).isEmpty();
    Request second = server.log("a.dat").get(1);
    assertThat(second.header("range")).isEqualTo("bytes=50000-");
    assertThat(second.header("if-range")).startsWith("\"");
    assertWhole();
  }

  @Test
  void goesOnInTheNextRun() throws Exception {
    server.putDigests();
    server.script(r -> r.path().endsWith("a.dat") ? Fault.DROP : Fault.NONE);
    assertThat(trial().attempts(1).run().failed()).hasSize(1);
    assertThat(folder.resolve("a.dat")).doesNotExist();
    assertThat(folder.resolve("a.dat.partial")).hasSize(50_000);

    server.script(r -> Fault.NONE);
    Trial next = trial();
    assertThat(next.run().failed()).isEmpty();
    assertThat(server.log("a.dat").get(1).header("range")).isEqualTo("bytes=50000-");
    assertThat(next.bytes.get()).isEqualTo(50_000);
    assertWhole();
  }

  @Test
  void goesOnAfterItsThreadWasInterrupted() throws Exception {
    for (int i = 0; i < 30; i++) {
      server.put(i + ".dat", TestFiles.random(30_000, i));
    }
    server.putDigests();
    server.script(request -> server.log().size() > 12 ? Fault.SLOW : Fault.NONE);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                trial().run();
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    thread.start();
    while (server.log().size() < 14 || partialBytes() == 0) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertNoWorkerIsLeft();
    assertOnlyWholeFilesHaveTheirNames();

    int before = server.log().size();
    server.script(r -> Fault.NONE);
    assertThat(trial().run().failed()).isEmpty();
    List<Request> after = server.log().subList(before, server.log().size());
    assertThat(after).hasSizeLessThan(30);
    assertThat(after).anyMatch(r -> r.header("range").startsWith("bytes="));
    assertThat(TestFiles.digests(folder)).hasSize(32);
    assertOnlyWholeFilesHaveTheirNames();
  }

  @Test
  void startsOverIfTheFileChangedMeanwhile() throws Exception {
    breakFirst(Fault.DROP);
    byte[] changed = TestFiles.random(80_000, 8);
    AtomicReference<FaultyServer> at = new AtomicReference<>(server);
    server.script(
        request -> {
          if (request.method().equals("GET") && request.turn() == 1) {
            at.get().put("a.dat", changed);
          }
          return request.turn() == 0 ? Fault.DROP : Fault.NONE;
        });
    CorpusDownload.Result result = single().run();
    assertThat(result.fetched().get(0).sha256()).isEqualTo(TestFiles.sha256(changed));
    assertThat(Files.readAllBytes(folder.resolve("a.dat"))).isEqualTo(changed);
  }

  @Test
  void takesNoRestOfAFileOfWhichItKnowsNoVersionOrDigest() throws Exception {
    server.hideVersions();
    breakFirst(Fault.DROP);
    single().run();
    assertThat(server.log("a.dat")).hasSize(2).allMatch(r -> r.header("range").isEmpty());
    assertWhole();
  }

  @Test
  void startsOverIfTheBytesOfBeforeWereDamaged() throws Exception {
    server.putDigests();
    Files.createDirectories(folder);
    byte[] damaged = Arrays.copyOf(CONTENT, 30_000);
    damaged[17] ^= 1;
    Files.write(folder.resolve("a.dat.partial"), damaged);
    assertThat(trial().run().failed()).isEmpty();
    assertThat(server.log("a.dat"))
        .extracting(r -> r.header("range"))
        .containsExactly("bytes=30000-", "");
    assertWhole();
  }

  @Test
  void asksForNothingIfOnlyTheNameWasMissing() throws Exception {
    server.putDigests();
    Files.createDirectories(folder);
    Files.write(folder.resolve("a.dat.partial"), CONTENT);
    assertThat(trial().run().failed()).isEmpty();
    assertThat(server.log("a.dat")).isEmpty();
    assertWhole();
  }

  @Test
  void takesAWholeFileThatTheServerHasNoMoreOf() throws Exception {
    server.script(r -> r.turn() == 0 ? Fault.DROP : Fault.NONE);
    assertThat(single().attempts(1).run().failed()).hasSize(1);
    Files.write(folder.resolve("a.dat.partial"), CONTENT);
    assertThat(single().run().failed()).isEmpty();
    assertThat(server.log("a.dat").get(1).header("range")).isEqualTo("bytes=100000-");
    assertWhole();
  }

  @Test
  void startsOverIfThereAreMoreBytesThanTheServerHas() throws Exception {
    server.putDigests();
    Files.createDirectories(folder);
    Files.write(folder.resolve("a.dat.partial"), TestFiles.random(200_000, 3));
    assertThat(trial().run().failed()).isEmpty();
    assertWhole();
  }

  @Test
  void fetchesNothingTwice() throws Exception {
    server.putDigests();
    CorpusDownload.Result first = trial().run();
    Path state = folder.resolve(DownloadState.NAME);
    Files.setLastModifiedTime(state, FileTime.fromMillis(1000));
    Trial second = trial();
    assertThat(second.run()).isEqualTo(first);
    assertThat(second.bytes).hasValue(0);
    assertThat(server.log("a.dat")).hasSize(1);
    assertThat(Files.getLastModifiedTime(state)).isEqualTo(FileTime.fromMillis(1000));
  }

  @Test
  void knowsWholeFilesByTheirBytesIfItsOwnListIsGone() throws Exception {
    server.putDigests();
    trial().run();
    Files.delete(folder.resolve(DownloadState.NAME));
    trial().run();
    assertThat(server.log("a.dat")).hasSize(1);
    Files.writeString(folder.resolve(DownloadState.NAME), "a.dat,verified,1");
    trial().run();
    assertThat(server.log("a.dat")).hasSize(1);
    assertWhole();
  }

  @Test
  void fetchesAFileThatWasChangedInTheFolderAnew() throws Exception {
    server.putDigests();
    trial().run();
    byte[] damaged = CONTENT.clone();
    damaged[5] ^= 1;
    Files.write(folder.resolve("a.dat"), damaged);
    Files.setLastModifiedTime(folder.resolve("a.dat"), FileTime.fromMillis(0));
    trial().run();
    assertWhole();
  }

  @Test
  void comparesSizeAndVersionOfAFileWithoutADigest() throws Exception {
    single().run();
    single().run();
    assertThat(server.log("a.dat")).extracting(Request::method).containsExactly("GET", "HEAD");
    byte[] changed = TestFiles.random(100_000, 9);
    server.put("a.dat", changed);
    single().run();
    assertThat(Files.readAllBytes(folder.resolve("a.dat"))).isEqualTo(changed);
  }

  @Test
  void keepsASecondDownloadOutOfTheFolder() throws Exception {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> trial().run())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              folder + ": another download writes to this folder; wait for it or give another");
    }
    server.putDigests();
    assertThat(trial().run().failed()).isEmpty();
  }

  @Test
  void saysThatTheDiskIsFullInOneLine() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    server.putDigests();
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("a.dat.partial"), Path.of("/dev/full"));
    assertThatThrownBy(() -> trial().run())
        .isInstanceOf(LocalFileException.class)
        .hasMessageMatching(
            folder
                + "/a.dat.partial: cannot be written \\(.+\\); make room or give another folder,"
                + " then run again");
    assertThat(folder.resolve("a.dat")).doesNotExist();
  }

  @Test
  void saysThatTheFolderCannotBeMade() throws Exception {
    Files.writeString(below.resolve("file"), "");
    folder = below.resolve("file/tree");
    assertThatThrownBy(() -> trial().run())
        .isInstanceOf(LocalFileException.class)
        .hasMessageStartingWith(folder + ": cannot be written (");
  }

  private long partialBytes() throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".dat.partial"))
          .mapToLong(f -> f.toFile().length())
          .sum();
    }
  }

  private void breakFirst(Fault fault) {
    server.script(r -> r.turn() == 0 && r.path().endsWith("a.dat") ? fault : Fault.NONE);
  }

  private Trial trial() {
    return new Trial(server.root(), folder);
  }

  private Trial single() {
    return new Trial(server.root().resolve("a.dat"), folder);
  }

  private void assertWhole() throws IOException {
    assertThat(Files.readAllBytes(folder.resolve("a.dat"))).isEqualTo(CONTENT);
    assertThat(folder.resolve("a.dat.partial")).doesNotExist();
  }

  private void assertOnlyWholeFilesHaveTheirNames() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".dat"))::iterator) {
        byte[] expected =
            file.endsWith("a.dat")
                ? CONTENT
                : TestFiles.random(
                    30_000, Long.parseLong(file.getFileName().toString().replace(".dat", "")));
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
      }
    }
  }

  /** A pool has ended when its workers have left it, which is a moment before their threads end. */
  private static void assertNoWorkerIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("download")) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }
}
