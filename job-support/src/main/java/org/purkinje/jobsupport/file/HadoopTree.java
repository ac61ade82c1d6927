package org.purkinje.jobsupport.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.util.SerializableConfiguration;
import org.purkinje.biosignal.recording.RecordFolder;

/** A folder of a Hadoop file system. */
final class HadoopTree implements FileTree {

  private static final long serialVersionUID = 1L;

  private final String root;
  private final SerializableConfiguration hadoop;

  HadoopTree(String root, Configuration hadoop) {
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  @Override
  public boolean exists() {
    try {
      return files().getFileStatus(new Path(root)).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be reached: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Entry> list() {
    List<Entry> entries = new ArrayList<>();
    try {
      // Object stores answer with full paths, of which the root's is the front.
      String base = files().makeQualified(new Path(root)).toString() + "/";
      RemoteIterator<LocatedFileStatus> found = files().listFiles(new Path(root), true);
      while (found.hasNext()) {
        LocatedFileStatus file = found.next();
        entries.add(
            new Entry(
                file.getPath().toString().substring(base.length()),
                file.getLen(),
                file.getModificationTime()));
      }
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(root + ": no such folder", e);
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be listed: " + e.getMessage(), e);
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  @Override
  public String uri(String path) {
    return root + "/" + path;
  }

  @Override
  public RecordFolder folderOf(String path) {
    try {
      return new HadoopRecordFolder(files(), new Path(uri(path)).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem files() throws IOException {
    return new Path(root).getFileSystem(hadoop.value());
  }
}
