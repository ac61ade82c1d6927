package org.purkinje.jobsupport.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.file.WholeFile;

/**
 * A folder that jobs write files to, on a local disk or in an object store. A file appears under
 * its name only when it is whole: on a disk it is written beside its place and renamed, in a store
 * it is put there from a file of the folder for temporary files.
 *
 * <p>A place is a path from the folder on, with {@code /} between folders; that of the folder
 * itself is empty.
 */
public final class StoredFolder implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String root;
  private final SerializableConfiguration hadoop;

  /** Reads a file. */
  @FunctionalInterface
  public interface Reading<T> {
    T from(Path file) throws IOException;
  }

  private StoredFolder(String root, Configuration hadoop) {
    this.root = root;
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * @param root local folder, or the URI of one that a Hadoop file system knows, e.g. {@code
   *     s3a://bucket/folder}
   * @param hadoop what that file system needs, e.g. {@code fs.s3a.endpoint}
   */
  public static StoredFolder of(String root, Configuration hadoop) {
    return new StoredFolder(absolute(root), hadoop);
  }

  /** The same root in the one way in which it is written here, without a closing slash. */
  public static String absolute(String root) {
    return FileTree.isRemote(root)
        ? root.replaceFirst("/+$", "")
        : (root.startsWith("file:") ? LocalTree.path(root) : Path.of(root))
            .toAbsolutePath()
            .normalize()
            .toString();
  }

  /** A folder anywhere, with the settings of this one. */
  public StoredFolder another(String otherRoot) {
    return of(otherRoot, hadoop());
  }

  /** Settings of the file systems. */
  public Configuration hadoop() {
    return hadoop.value();
  }

  public boolean isLocal() {
    return !FileTree.isRemote(root);
  }

  /** The address of a place. */
  public String resolve(String place) {
    return place.isEmpty() ? root : root + "/" + place;
  }

  /** The place of an address, or the address itself if it is elsewhere. */
  public String relativize(String address) {
    if (address.equals(root)) {
      return "";
    }
    return address.startsWith(root + "/") ? address.substring(root.length() + 1) : address;
  }

  public boolean hasFile(String place) {
    if (isLocal()) {
      return Files.isRegularFile(local(place));
    }
    @Nullable FileStatus status = status(place);
    return status != null && status.isFile();
  }

  public boolean hasFolder(String place) {
    if (isLocal()) {
      return Files.isDirectory(local(place));
    }
    @Nullable FileStatus status = status(place);
    return status != null && status.isDirectory();
  }

  /** The names of the files and folders in a folder; none if there is no such folder. */
  public List<String> names(String place) {
    if (!hasFolder(place)) {
      return List.of();
    }
    try {
      if (isLocal()) {
        try (Stream<Path> files = Files.list(local(place))) {
          return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
      }
      List<String> names = new ArrayList<>();
      for (FileStatus file : files().listStatus(stored(place))) {
        names.add(file.getPath().getName());
      }
      names.sort(null);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file anew, its folder too if that is absent; readers see the old one or the new. */
  public void write(String place, WholeFile.Writing writing) throws IOException {
    if (isLocal()) {
      Path file = local(place);
      Files.createDirectories(file.resolveSibling(""));
      WholeFile.write(file, writing);
      return;
    }
    Path scratch = Files.createTempFile("purkinje", ".partial");
    try {
      writing.to(scratch);
      put(scratch, place);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  /**
   * Writes several files, of which each appears when it is whole or, on a disk, as it is written.
   *
   * @param writing is given an existing folder for files and folders that go to {@code place}
   */
  public void writeAll(String place, WholeFile.Writing writing) throws IOException {
    if (isLocal()) {
      writing.to(Files.createDirectories(local(place)));
      return;
    }
    Path scratch = Files.createTempDirectory("purkinje");
    try {
      writing.to(scratch);
      List<Path> files;
      try (Stream<Path> all = Files.walk(scratch)) {
        files = all.toList();
      }
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          put(file, (place.isEmpty() ? "" : place + "/") + scratch.relativize(file));
        }
      }
    } finally {
      deleteAll(scratch);
    }
  }

  /**
   * Writes a folder's files anew, without folders in it. On a disk the folder is written beside its
   * place and renamed, so it is there whole, old or new, or not at all; a store renames nothing, so
   * there {@code last} is deleted first and put last, and a folder without it is not whole.
   *
   * @param last the file without which the folder counts as absent
   * @param replaced names that a folder of this kind may hold; one that holds others is left alone
   * @throws IllegalArgumentException if the folder holds something else
   */
  public void writeWhole(String place, String last, Set<String> replaced, WholeFile.Writing writing)
      throws IOException {
    List<String> others = names(place).stream().filter(name -> !replaced.contains(name)).toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: holds %s besides what would be replaced; give a new folder"
              .formatted(resolve(place), others.get(0)));
    }
    if (isLocal()) {
      replaceLocal(local(place), writing);
      return;
    }
    Path scratch = Files.createTempDirectory("purkinje");
    try {
      writing.to(scratch);
      String prefix = place.isEmpty() ? "" : place + "/";
      List<String> names = StoredFolder.of(scratch.toString(), hadoop()).names("");
      delete(prefix + last);
      for (String name : names(place)) {
        if (!names.contains(name)) {
          delete(prefix + name);
        }
      }
      for (String name : names) {
        if (!name.equals(last)) {
          put(scratch.resolve(name), prefix + name);
        }
      }
      put(scratch.resolve(last), prefix + last);
    } finally {
      deleteAll(scratch);
    }
  }

  private static void replaceLocal(Path folder, WholeFile.Writing writing) throws IOException {
    Path parent = Files.createDirectories(folder.resolveSibling(""));
    Path beside = Files.createTempDirectory(parent, "." + folder.getFileName() + "-");
    try {
      Path made = Files.createDirectory(beside.resolve("new"));
      writing.to(made);
      if (Files.isDirectory(folder)) {
        Files.move(folder, beside.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteAll(beside);
    }
  }

  /** What a reading gives for a file, or for a copy of it that is deleted afterwards. */
  public <T> T read(String place, Reading<T> reading) throws IOException {
    if (isLocal()) {
      return reading.from(local(place));
    }
    Path scratch = Files.createTempFile("purkinje", ".copy");
    try {
      files().copyToLocalFile(false, stored(place), hadoopPath(scratch), true);
      return reading.from(scratch);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  /** Deletes a file or a folder without files if it is there. */
  public void delete(String place) throws IOException {
    if (isLocal()) {
      Files.deleteIfExists(local(place));
    } else {
      files().delete(stored(place), false);
    }
  }

  private void put(Path file, String place) throws IOException {
    // One PUT, or the parts of one: nothing is seen before the last byte is there.
    files().copyFromLocalFile(false, true, hadoopPath(file), stored(place));
  }

  private @Nullable FileStatus status(String place) {
    try {
      return files().getFileStatus(stored(place));
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private Path local(String place) {
    return place.isEmpty() ? Path.of(root) : Path.of(root).resolve(place);
  }

  private org.apache.hadoop.fs.Path stored(String place) {
    // A bucket without a slash behind it would be a path from the user's home on.
    return new org.apache.hadoop.fs.Path(root + "/" + place);
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private FileSystem files() throws IOException {
    return stored("").getFileSystem(hadoop());
  }

  /** Two are equal that are of the same place. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredFolder folder && folder.root.equals(root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  @Override
  public String toString() {
    return root;
  }
}
