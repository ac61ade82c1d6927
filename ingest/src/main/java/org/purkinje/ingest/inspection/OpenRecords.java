package org.purkinje.ingest.inspection;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.recording.ReadProblem;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.jobsupport.file.FileTree;

/** Opens records one after the other; a file with several is opened once for all that follow. */
public final class OpenRecords implements Closeable {

  private final FileTree tree;
  private final CorpusDescription corpus;
  private String path = "";
  private @Nullable RecordFile file;
  private @Nullable SignalRecord record;

  public OpenRecords(FileTree tree, CorpusDescription corpus) {
    this.tree = tree;
    this.corpus = corpus;
  }

  /** Closed when the Spark task ends, if it is not before. */
  public static OpenRecords forTask(FileTree tree, CorpusDescription corpus) {
    OpenRecords records = new OpenRecords(tree, corpus);
    // A task that is cancelled never reaches the end of its records.
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(
          context -> {
            try {
              records.close();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return records;
  }

  /**
   * @throws org.purkinje.biosignal.MalformedFileException if file or record cannot be read
   */
  public SignalRecord open(RecordRef ref) throws IOException {
    RecordFile from = file(ref);
    if (record != null) {
      record.close();
    }
    record = from.open(ref.member());
    return record;
  }

  /**
   * What is to be thrown if a record that was read once cannot be read again.
   *
   * @throws UncheckedIOException if it was told to stop
   */
  public static RuntimeException changed(RecordRef ref, IOException e) {
    try {
      return new IllegalStateException(
          "%s: changed while it was ingested: %s; run again"
              .formatted(ref.file(), ReadProblem.of(e)),
          e);
    } catch (IOException stopped) {
      throw new UncheckedIOException(stopped);
    }
  }

  private RecordFile file(RecordRef ref) throws IOException {
    if (file == null || !path.equals(ref.file())) {
      close();
      file =
          corpus
              .files()
              .get(ref.rule())
              .format()
              .reader()
              .open(tree.folderOf(ref.file()), FileTree.fileName(ref.file()));
      path = ref.file();
    }
    return file;
  }

  String uri(RecordRef ref) {
    return tree.uri(ref.file());
  }

  @Override
  public void close() throws IOException {
    if (record != null) {
      record.close();
      record = null;
    }
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
