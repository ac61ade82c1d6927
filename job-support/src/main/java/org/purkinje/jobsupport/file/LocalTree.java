package org.purkinje.jobsupport.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.purkinje.biosignal.recording.LocalNames;
import org.purkinje.biosignal.recording.RecordFolder;

/** A folder of the local file system; links within it are followed, links out of it refused. */
final class LocalTree implements FileTree {

  private static final long serialVersionUID = 1L;

  private final String root;

  LocalTree(String root) {
    this.root = LocalNames.of(path(root).toAbsolutePath().normalize());
  }

  /** A local root as a path: one of {@code file:}, escaped or not, or a path as it is. */
  static Path path(String root) {
    if (!root.startsWith("file:")) {
      return LocalNames.path(root);
    }
    try {
      return Path.of(URI.create(root));
    } catch (IllegalArgumentException notEscaped) {
      return LocalNames.path(root.replaceFirst("^file:(//)?", ""));
    }
  }

  @Override
  public boolean exists() {
    return Files.isDirectory(LocalNames.path(root));
  }

  @Override
  public List<Entry> list() {
    if (!exists()) {
      throw new IllegalArgumentException(root + ": no such folder");
    }
    try {
      return LocalWalk.of(LocalNames.path(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String uri(String path) {
    return LocalNames.uri(root + "/" + path);
  }

  @Override
  public RecordFolder folderOf(String path) {
    int slash = path.lastIndexOf('/');
    Path folder = LocalNames.path(root);
    return new LocalTreeFolder(
        folder, slash < 0 ? folder : LocalNames.resolve(folder, path.substring(0, slash)));
  }
}
