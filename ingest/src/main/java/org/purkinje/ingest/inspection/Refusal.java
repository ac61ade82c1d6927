package org.purkinje.ingest.inspection;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.ReadProblem;
import org.purkinje.ingest.corpus.CorpusFiles;
import org.purkinje.jobsupport.file.FileTree;

/**
 * Why a record is not taken.
 *
 * @param record its name in the tables
 * @param uri address of its file
 * @param sha256 of that file, hex; empty if there is none
 * @param source the file at fault
 * @param place where in it
 * @param reason in few words, the same for all refusals of a kind
 * @param detail what was found, the limit, and the remedy where one is known
 */
public record Refusal(
    String record,
    String uri,
    String sha256,
    String source,
    String place,
    String reason,
    String detail)
    implements Serializable {

  /** Reason of a file that breaks its format's rules. */
  static final String MALFORMED = "malformed file";

  /** Reason of a file that the file system does not give. */
  static final String UNREADABLE = "unreadable";

  /** Reason of a file at which a reader fails though no rule is broken. */
  static final String READER_FAILED = "reader failed";

  /** A file that the walk over the folder could not read. */
  public static Refusal unreadable(FileTree tree, CorpusFiles.FoundFile file, String problem) {
    return new Refusal(
        file.name(), tree.uri(file.path()), "", file.path(), "file", UNREADABLE, problem);
  }

  /**
   * Whatever a reader threw at a record.
   *
   * @throws IOException {@code e} itself if it was told to stop
   */
  static Refusal of(RecordRef record, String uri, Throwable e) throws IOException {
    if (e instanceof MalformedFileException of) {
      return new Refusal(
          record.name(), uri, record.sha256(), of.source(), of.place(), MALFORMED, of.problem());
    }
    Throwable cause = e instanceof UncheckedIOException of ? of.getCause() : e;
    boolean isUnreadable = cause instanceof IOException;
    return new Refusal(
        record.name(),
        uri,
        record.sha256(),
        source(cause).orElse(record.file()),
        "file",
        isUnreadable ? UNREADABLE : READER_FAILED,
        isUnreadable
            ? ReadProblem.of((IOException) cause)
            : "cannot be read: %s%s; this is a fault of the reader, please report it"
                .formatted(
                    cause.getClass().getSimpleName(),
                    cause.getMessage() == null ? "" : ", " + cause.getMessage()));
  }

  /** The file that an exception names, with its folder. */
  private static Optional<String> source(Throwable e) {
    if (e instanceof FileSystemException of && of.getFile() != null) {
      String[] path = of.getFile().split("/", -1);
      return Optional.of(
          path.length < 2 ? of.getFile() : path[path.length - 2] + "/" + path[path.length - 1]);
    }
    return Optional.empty();
  }

  /** In one line, as errors read. */
  @Override
  public String toString() {
    return source + ": " + place + ": " + detail;
  }
}
