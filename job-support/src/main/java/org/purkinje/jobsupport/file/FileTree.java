package org.purkinje.jobsupport.file;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.purkinje.biosignal.recording.RecordFolder;

/** The files below a folder, wherever it is stored. */
public interface FileTree extends Serializable {

  /** {@code @eaDir} is of Synology's file servers. */
  Pattern HIDDEN = Pattern.compile("(^|/)(\\.[^/]|__MACOSX/|@eaDir/)");

  /**
   * @param path below the root, with {@code /} between folders
   * @param bytes length
   * @param modifiedMillis time of last change, ms since 1970
   * @param problem why it cannot be read, or, of a folder, listed; the path of a folder ends in
   *     {@code /}. Empty if nothing is known against it
   */
  record Entry(String path, long bytes, long modifiedMillis, String problem)
      implements Serializable {

    Entry(String path, long bytes, long modifiedMillis) {
      this(path, bytes, modifiedMillis, "");
    }

    /** Whether it can be read, as far as is known. */
    public boolean isReadable() {
      return problem.isEmpty();
    }
  }

  /**
   * @param root local folder, or the URI of one that a Hadoop file system knows, e.g. {@code
   *     s3a://bucket/folder}
   * @param hadoop what that file system needs, e.g. {@code fs.s3a.endpoint}
   */
  static FileTree of(String root, Configuration hadoop) {
    return isRemote(root) ? new HadoopTree(root, hadoop) : new LocalTree(root);
  }

  /** Whether a root is the URI of another file system than the local one. */
  static boolean isRemote(String root) {
    return root.matches("[a-z][a-z0-9]+://.*") && !root.startsWith("file://");
  }

  /** Whether the root is a folder that exists. */
  boolean exists();

  /**
   * All files, by path, with folders that cannot be listed and links that are not followed.
   *
   * @throws IllegalArgumentException if the root is no folder
   */
  List<Entry> list();

  /**
   * Whether a path is of a file that its system hides or made for itself: a name with a dot in
   * front, such as {@code ._100.hea} of macOS, or a folder {@code __MACOSX} of a zip archive.
   */
  static boolean isHidden(String path) {
    return HIDDEN.matcher(path).find();
  }

  /** Whether there is a file at a path. */
  default boolean has(String path) {
    try {
      return folderOf(path).exists(fileName(path));
    } catch (IOException e) {
      throw new UncheckedIOException(uri(path) + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /** Full address of a file, e.g. {@code file:///data/mitdb/100.hea}. */
  String uri(String path);

  /** The folder in which the file at {@code path} lies. */
  RecordFolder folderOf(String path);

  /** The last element of a path. */
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
