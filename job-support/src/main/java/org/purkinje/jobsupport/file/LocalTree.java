package org.purkinje.jobsupport.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;

/** A folder of the local file system; links are followed. */
final class LocalTree implements FileTree {

  private static final long serialVersionUID = 1L;

  private final String root;

  LocalTree(String root) {
    this.root = path(root).toAbsolutePath().normalize().toString();
  }

  private static Path path(String root) {
    return root.startsWith("file:") ? Path.of(java.net.URI.create(root)) : Path.of(root);
  }

  @Override
  public boolean exists() {
    return Files.isDirectory(Path.of(root));
  }

  @Override
  public List<Entry> list() {
    Path folder = Path.of(root);
    if (!exists()) {
      throw new IllegalArgumentException(root + ": no such folder");
    }
    List<Entry> entries = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                entries.add(
                    new Entry(
                        folder.relativize(file).toString(),
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis()));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  @Override
  public String uri(String path) {
    return Path.of(root).resolve(path).toUri().toString();
  }

  @Override
  public RecordFolder folderOf(String path) {
    return new LocalRecordFolder(Path.of(root).resolve(path).getParent());
  }
}
