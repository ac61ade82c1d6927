package org.purkinje.ingest.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.ingest.download.FileOutcome.Failed;
import org.purkinje.ingest.download.FileOutcome.Fetched;
import org.purkinje.ingest.download.FileOutcome.Reason;

/**
 * Brings the files of a source into a folder. Killed anywhere, the next one goes on: a file has its
 * name only when it is whole, and what is whole is not fetched again.
 */
public final class CorpusDownload implements Closeable {

  /**
   * What there is to do.
   *
   * @param settled what became of the lists and headers that tell which files there are
   * @param rest the files still to fetch
   * @param excluded how many paths the config leaves out
   */
  public record Found(List<FileOutcome> settled, List<RemoteFile> rest, long excluded) {}

  /**
   * How to ask.
   *
   * @param parallelism files at once, 1 or more
   * @param requestsPerSecond of all threads together, above 0
   * @param attempts tries per file, 1 or more
   * @param anonymous whether to leave the environment's credentials unused
   */
  public record Settings(
      int parallelism, double requestsPerSecond, int attempts, boolean anonymous) {}

  /** What became of all. */
  public record Result(List<Fetched> fetched, List<Failed> failed, long excluded) {

    public long discovered() {
      return fetched.size() + failed.size() + excluded;
    }
  }

  private final RemoteTree tree;
  private final Path folder;
  private final FolderLock lock;
  private final DownloadState state;
  private final FetchPool pool;

  private CorpusDownload(
      RemoteTree tree, Path folder, FolderLock lock, DownloadState state, FetchPool pool) {
    this.tree = tree;
    this.folder = folder;
    this.lock = lock;
    this.state = state;
    this.pool = pool;
  }

  /**
   * Opens a source and a folder with the usual time-outs and the environment's credentials.
   *
   * @param hadoop settings of {@code s3a://}
   * @throws IllegalArgumentException if another download writes to the folder, or credentials that
   *     are needed are absent
   */
  public static CorpusDownload open(
      Source source, Path folder, Settings settings, Configuration hadoop, Meter meter)
      throws IOException {
    RateLimit limit = new RateLimit(settings.requestsPerSecond(), Waiting.REAL);
    RemoteTree tree =
        source.open(settings.anonymous(), System.getenv(), HttpTimeouts.USUAL, limit, hadoop);
    try {
      return open(tree, folder, settings.parallelism(), settings.attempts(), Waiting.REAL, meter);
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /**
   * @param tree closed with the download
   * @param folder made if absent
   * @param parallelism files at once, 1 or more
   * @param attempts tries per file, 1 or more
   * @throws IllegalArgumentException if another download writes to the folder
   */
  static CorpusDownload open(
      RemoteTree tree, Path folder, int parallelism, int attempts, Waiting waiting, Meter meter)
      throws IOException {
    FolderLock lock = FolderLock.take(folder);
    try {
      DownloadState state = DownloadState.open(folder);
      FileFetcher fetcher = new FileFetcher(tree, folder, state, attempts, waiting, meter);
      return new CorpusDownload(
          tree, folder, lock, state, new FetchPool(fetcher, parallelism, meter));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Finds out which files there are.
   *
   * @param wanted what a path must match as a whole
   */
  public Found find(Pattern wanted) throws IOException, InterruptedException {
    FileList list = new FileList(wanted, tree::uri);
    Optional<List<RemoteFile>> listed = tree.list();
    List<FileOutcome> settled = new ArrayList<>();
    List<RemoteFile> rest;
    if (listed.isPresent()) {
      rest = fromStore(listed.get(), list, settled);
    } else {
      rest = fromLists(list, settled);
    }
    settled.addAll(list.failed());
    if (settled.isEmpty() && rest.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: none of %,d paths fits files: %s"
              .formatted(tree.uri(""), list.excluded(), wanted.pattern()));
    }
    return new Found(settled, rest, list.excluded());
  }

  /** Fetches what was found. */
  public Result fetch(Found found) throws IOException, InterruptedException {
    List<FileOutcome> outcomes = new ArrayList<>(found.settled());
    outcomes.addAll(pool.fetch(found.rest()));
    if (outcomes.stream().anyMatch(CorpusDownload::hasWrongDigest)) {
      // The list may be what is wrong: the next run asks for it again.
      Files.deleteIfExists(folder.resolve(ChecksumList.NAME));
    }
    return new Result(
        outcomes.stream().filter(Fetched.class::isInstance).map(Fetched.class::cast).toList(),
        outcomes.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList(),
        found.excluded());
  }

  @Override
  public void close() throws IOException {
    try (lock;
        state;
        tree) {
      // All three, whatever one of them throws.
    }
  }

  private List<RemoteFile> fromLists(FileList list, List<FileOutcome> settled)
      throws IOException, InterruptedException {
    Optional<List<RemoteFile>> sums =
        checksums(list.addAlways(RemoteFile.at(ChecksumList.NAME)).orElseThrow(), settled);
    if (sums.isPresent()) {
      sums.get().forEach(list::add);
      return withoutSettled(list, settled);
    }
    if (!settled.isEmpty()) {
      return List.of();
    }
    RecordsWalk walk = new RecordsWalk(list, pool, folder);
    settled.addAll(walk.run());
    if (settled.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: neither %s nor %s there; give the folder of one version, ending with /"
              .formatted(tree.uri(""), ChecksumList.NAME, RecordsWalk.RECORDS));
    }
    return walk.rest().stream().filter(file -> !file.path().equals(ChecksumList.NAME)).toList();
  }

  /** A store's own list, with the publisher's digests where there are some. */
  private List<RemoteFile> fromStore(
      List<RemoteFile> stored, FileList list, List<FileOutcome> settled)
      throws IOException, InterruptedException {
    Map<String, String> digests = new TreeMap<>();
    for (RemoteFile file : stored) {
      if (file.path().equals(ChecksumList.NAME) && list.addAlways(file).isPresent()) {
        checksums(file, settled).ifPresent(sums -> digests.putAll(ChecksumList.byPath(sums)));
      }
    }
    Set<String> there = new HashSet<>();
    for (RemoteFile file : stored) {
      there.add(file.path());
      if (!file.path().equals(ChecksumList.NAME)) {
        list.add(file.withSha256(Optional.ofNullable(digests.get(file.path()))));
      }
    }
    for (String path : digests.keySet()) {
      if (!there.contains(path) && list.wants(path)) {
        settled.add(
            new Failed(
                PathRule.shown(path),
                tree.uri(path),
                Reason.ABSENT,
                ChecksumList.NAME + " lists it, but it is not there"));
      }
    }
    return withoutSettled(list, settled);
  }

  /** Empty if there is no list of digests, or it cannot be had, which is then settled. */
  private Optional<List<RemoteFile>> checksums(RemoteFile file, List<FileOutcome> settled)
      throws IOException, InterruptedException {
    FileOutcome outcome = pool.fetch(List.of(file)).get(0);
    if (outcome instanceof Failed failed) {
      if (failed.reason() != Reason.ABSENT) {
        settled.add(failed);
      }
      return Optional.empty();
    }
    settled.add(outcome);
    Path local = folder.resolve(ChecksumList.NAME);
    try {
      return Optional.of(ChecksumList.read(outcome.uri(), local));
    } catch (MalformedFileException e) {
      // No digest vouches for the list itself: the next run asks for it again.
      Files.deleteIfExists(local);
      throw e;
    }
  }

  private static boolean hasWrongDigest(FileOutcome outcome) {
    return outcome instanceof Failed failed && failed.reason() == Reason.WRONG_DIGEST;
  }

  private static List<RemoteFile> withoutSettled(FileList list, List<FileOutcome> settled) {
    Set<String> paths = new HashSet<>();
    settled.forEach(outcome -> paths.add(outcome.path()));
    return list.files().stream().filter(file -> !paths.contains(file.path())).toList();
  }
}
