package org.purkinje.jobsupport.file;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.purkinje.biosignal.recording.RecordFolder;

/** A folder of a Hadoop file system; local copies are kept until the Spark task ends. */
final class HadoopRecordFolder implements RecordFolder {

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSystem files;
  private final Path folder;
  private final Map<String, java.nio.file.Path> copies = new HashMap<>();

  HadoopRecordFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  @Override
  public InputStream open(String fileName) throws IOException {
    return new BufferedInputStream(files.open(path(fileName)), BUFFER_BYTES);
  }

  @Override
  public String describe(String fileName) {
    return folder.getName() + "/" + fileName;
  }

  @Override
  public long size(String fileName) throws IOException {
    return files.getFileStatus(path(fileName)).getLen();
  }

  @Override
  public boolean exists(String fileName) throws IOException {
    try {
      return files.getFileStatus(path(fileName)).isFile();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public java.nio.file.Path localPath(String fileName) throws IOException {
    java.nio.file.Path copy = copies.get(fileName);
    if (copy == null) {
      copy = Files.createTempFile("purkinje-", "-" + path(fileName).getName());
      deleteAtTheEnd(copy);
      try (InputStream in = open(fileName)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      copies.put(fileName, copy);
    }
    return copy;
  }

  private static void deleteAtTheEnd(java.nio.file.Path copy) {
    copy.toFile().deleteOnExit();
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(
          context -> {
            boolean unused = copy.toFile().delete();
          });
    }
  }

  private Path path(String fileName) {
    // A name with a colon alone would be taken for a URI.
    return new Path(folder + "/" + fileName);
  }
}
