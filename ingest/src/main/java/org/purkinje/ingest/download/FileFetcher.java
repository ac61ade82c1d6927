package org.purkinje.ingest.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.purkinje.ingest.download.FileOutcome.Failed;
import org.purkinje.ingest.download.FileOutcome.Fetched;
import org.purkinje.ingest.download.FileOutcome.Reason;
import org.purkinje.ingest.download.RemoteException.Kind;

/**
 * Brings one file into the folder, attempt by attempt; each goes on where the last one ended.
 *
 * <p>An attempt that brought {@value #PROGRESS} bytes or more does not count as failed, so that a
 * large file comes over a poor line; one that ended with a wrong digest always counts.
 */
final class FileFetcher {

  private static final long PROGRESS = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private final RemoteTree tree;
  private final Path folder;
  private final DownloadState state;
  private final int attempts;
  private final Waiting waiting;
  private final Meter meter;

  /**
   * @param attempts tries per file, 1 or more
   */
  FileFetcher(
      RemoteTree tree,
      Path folder,
      DownloadState state,
      int attempts,
      Waiting waiting,
      Meter meter) {
    this.tree = tree;
    this.folder = folder;
    this.state = state;
    this.attempts = attempts;
    this.waiting = waiting;
    this.meter = meter;
  }

  /**
   * @throws LocalFileException if the folder cannot be written
   * @throws RemoteException if the source denies everything
   */
  FileOutcome fetch(RemoteFile file) throws IOException, InterruptedException {
    Path target = folder.resolve(file.path());
    if (Files.isDirectory(target)) {
      return failed(
          file,
          Reason.REFUSED,
          "a folder stands at %s, where the file goes; remove it".formatted(target));
    }
    Download download = new Download(file, target);
    int failures = 0;
    while (true) {
      Duration retryAfter = Duration.ZERO;
      IOException problem;
      try {
        return download.attempt();
      } catch (RemoteException e) {
        if (e.kind() == Kind.DENIED) {
          throw e;
        }
        if (e.kind() != Kind.BUSY) {
          return failed(
              file, e.kind() == Kind.ABSENT ? Reason.ABSENT : Reason.REFUSED, text(file, e));
        }
        retryAfter = e.retryAfter();
        problem = e;
      } catch (LocalFileException e) {
        throw stoppedOr(e);
      } catch (IOException e) {
        problem = stoppedOr(e);
      }
      failures = download.hasProgressed() ? 1 : failures + 1;
      if (failures >= attempts || download.mismatches >= attempts) {
        return download.giveUp(problem);
      }
      waiting.sleep(BackOff.after(failures, retryAfter));
    }
  }

  /** A thread that is told to stop sees failures that are none. */
  private static IOException stoppedOr(IOException e) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    return e;
  }

  private Failed failed(RemoteFile file, Reason reason, String detail) {
    return new Failed(file.path(), tree.uri(file.path()), reason, detail);
  }

  /** The problem without the address, which stands beside it. */
  private String text(RemoteFile file, IOException e) {
    String text = Problem.of(e);
    String front = tree.uri(file.path()) + ": ";
    return text.startsWith(front) ? text.substring(front.length()) : text;
  }

  /** One file's attempts, with what they have in common. */
  private final class Download {

    private final RemoteFile file;
    private final Path target;
    private long most;
    private long mostBefore;
    private int mismatches;

    Download(RemoteFile file, Path target) {
      this.file = file;
      this.target = target;
    }

    FileOutcome attempt() throws IOException, InterruptedException {
      Optional<Fetched> kept = kept();
      if (kept.isPresent()) {
        return kept.get();
      }
      try (PartialFile partial = PartialFile.open(target)) {
        most = Math.max(most, partial.size());
        mostBefore = most;
        String validator = state.partialValidator(file.path());
        if (file.sha256().isEmpty() && validator.isEmpty()) {
          partial.restart();
        }
        boolean isWhole = partial.size() > 0 && file.sha256().equals(Optional.of(partial.digest()));
        if (!isWhole) {
          validator = receive(partial, validator);
        }
        return finish(partial, validator);
      }
    }

    boolean hasProgressed() {
      return most - mostBefore >= PROGRESS;
    }

    Failed giveUp(IOException last) throws LocalFileException {
      if (mismatches > 0) {
        return failed(file, Reason.WRONG_DIGEST, text(file, last));
      }
      String times = attempts == 1 ? "once" : attempts + " times";
      return failed(
          file,
          Reason.UNREACHABLE,
          "tried %s, the last time: %s".formatted(times, text(file, last)));
    }

    private Optional<Fetched> kept() throws IOException, InterruptedException {
      if (!Files.isRegularFile(target)) {
        return Optional.empty();
      }
      Optional<StateLine> line = state.whole(file.path());
      if (file.sha256().isPresent()) {
        String digest = line.isPresent() ? line.get().sha256() : PartialFile.sha256(target);
        return file.sha256().get().equals(digest)
            ? Optional.of(keep(line, digest, file.validator()))
            : Optional.empty();
      }
      RemoteFile now = file.bytes().isPresent() ? file : tree.stat(file.path());
      boolean isSame =
          now.bytes().equals(OptionalLong.of(Files.size(target)))
              && line.map(l -> l.validator().isEmpty() || l.validator().equals(now.validator()))
                  .orElse(true);
      return isSame
          ? Optional.of(
              keep(
                  line,
                  line.isPresent() ? line.get().sha256() : PartialFile.sha256(target),
                  now.validator()))
          : Optional.empty();
    }

    private Fetched keep(Optional<StateLine> line, String digest, String validator)
        throws IOException {
      Instant fetchedAt =
          line.isPresent()
              ? line.get().fetchedAt()
              : Files.getLastModifiedTime(target).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return remember(digest, line.map(StateLine::validator).orElse(validator), fetchedAt);
    }

    /** Returns the version that the bytes are of. */
    private String receive(PartialFile partial, String known)
        throws IOException, InterruptedException {
      try (Transfer transfer = tree.open(file.path(), partial.size(), known)) {
        if (transfer.offset() != partial.size()) {
          partial.restart();
        }
        if (partial.size() == 0 || !transfer.validator().equals(known)) {
          state.add(StateLine.partial(file.path(), transfer.validator()));
        }
        copy(transfer.body(), partial);
        long total = transfer.total().orElse(partial.size());
        if (partial.size() > total) {
          partial.restart();
        }
        if (partial.size() != total) {
          throw new IOException(
              "%,d bytes came of the %,d stated".formatted(partial.size(), total));
        }
        return transfer.validator();
      }
    }

    private void copy(InputStream body, PartialFile partial)
        throws IOException, InterruptedException {
      byte[] buffer = new byte[BUFFER];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted");
        }
        partial.append(buffer, read);
        most = Math.max(most, partial.size());
        meter.bytes(read);
      }
    }

    private Fetched finish(PartialFile partial, String validator) throws IOException {
      String digest = partial.digest();
      if (file.sha256().isPresent() && !file.sha256().get().equals(digest)) {
        mismatches++;
        long size = partial.size();
        partial.delete();
        throw new IOException(
            "SHA-256 of the %,d bytes that came is %s, the list states %s"
                .formatted(size, digest, file.sha256().get()));
      }
      partial.commit();
      return remember(digest, validator, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private Fetched remember(String digest, String validator, Instant fetchedAt)
        throws IOException {
      boolean isVerified = file.sha256().isPresent();
      long bytes = Files.size(target);
      state.add(
          new StateLine(
              file.path(),
              isVerified ? StateLine.Status.VERIFIED : StateLine.Status.UNVERIFIED,
              bytes,
              Files.getLastModifiedTime(target).toMillis(),
              fetchedAt,
              validator,
              digest));
      return new Fetched(file.path(), tree.uri(file.path()), bytes, digest, isVerified, fetchedAt);
    }
  }
}
