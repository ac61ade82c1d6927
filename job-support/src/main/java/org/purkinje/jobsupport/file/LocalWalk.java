package org.purkinje.jobsupport.file;

import java.io.IOException;
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
import org.purkinje.biosignal.recording.LocalNames;
import org.purkinje.biosignal.recording.ReadProblem;
import org.purkinje.jobsupport.file.FileTree.Entry;

/**
 * Lists the files below a folder; what cannot be listed or followed is an entry with its reason.
 */
final class LocalWalk extends SimpleFileVisitor<Path> {

  private final Path root;
  private final int rootLength;
  private final List<Entry> entries = new ArrayList<>();

  private LocalWalk(Path root) {
    this.root = root;
    this.rootLength = LocalNames.of(root).length() + 1;
  }

  static List<Entry> of(Path root) throws IOException {
    LocalWalk walk = new LocalWalk(root);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    walk.entries.sort(Comparator.comparing(Entry::path));
    return walk.entries;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    String path = pathOf(folder) + "/";
    if (FileTree.isHidden(path)) {
      entries.add(new Entry(path, 0, 0));
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (Files.isSymbolicLink(folder) && !LocalTreeFolder.isWithin(root, folder)) {
      entries.add(new Entry(path, 0, 0, LocalTreeFolder.leadsOut(folder)));
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    String path = pathOf(file);
    long bytes = attributes.size();
    long modified = attributes.lastModifiedTime().toMillis();
    if (attributes.isSymbolicLink()) {
      entries.add(new Entry(path, 0, modified, "the link leads to no file; mend or remove it"));
    } else if (!LocalNames.isWhole(path)) {
      entries.add(new Entry(path, bytes, modified, "its name is not UTF-8; rename it"));
    } else if (attributes.isRegularFile()) {
      entries.add(new Entry(path, bytes, modified, problem(file)));
    }
    return FileVisitResult.CONTINUE;
  }

  private String problem(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return ReadProblem.PERMISSION_DENIED;
    }
    return Files.isSymbolicLink(file) && !LocalTreeFolder.isWithin(root, file)
        ? LocalTreeFolder.leadsOut(file)
        : "";
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (file.equals(root)) {
      throw e;
    }
    String slash = Files.isDirectory(file) ? "/" : "";
    entries.add(new Entry(pathOf(file) + slash, 0, 0, ReadProblem.of(e)));
    return FileVisitResult.CONTINUE;
  }

  private String pathOf(Path file) {
    return LocalNames.of(file).substring(rootLength);
  }
}
