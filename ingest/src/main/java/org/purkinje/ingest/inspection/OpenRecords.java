package org.purkinje.ingest.inspection;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.jobsupport.file.FileTree;

/** Opens records one after the other; a file with several is opened once for all that follow. */
public final class OpenRecords implements Closeable {

  private final FileTree tree;
  private final RecordFormat format;
  private String path = "";
  private @Nullable RecordFile file;
  private @Nullable SignalRecord record;

  public OpenRecords(FileTree tree, RecordFormat format) {
    this.tree = tree;
    this.format = format;
  }

  /** Closed when the Spark task ends, if it is not before. */
  public static OpenRecords forTask(FileTree tree, RecordFormat format) {
    OpenRecords records = new OpenRecords(tree, format);
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
    RecordFile from = file(ref.file());
    if (record != null) {
      record.close();
    }
    record = from.open(ref.member());
    return record;
  }

  /** The file at a path in the corpus folder, open until the next is asked for. */
  RecordFile file(String path) throws IOException {
    if (file == null || !this.path.equals(path)) {
      close();
      file = format.open(tree.folderOf(path), FileTree.fileName(path));
      this.path = path;
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
