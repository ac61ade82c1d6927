package org.purkinje.jobsupport.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.purkinje.biosignal.recording.LocalNames;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;

/** A folder within a tree, out of which no link of its files is followed. */
final class LocalTreeFolder implements RecordFolder {

  private final Path root;
  private final Path path;
  private final LocalRecordFolder folder;

  LocalTreeFolder(Path root, Path path) {
    this.root = root;
    this.path = path;
    this.folder = new LocalRecordFolder(path);
  }

  /** Whether a link leads to a place within a folder. */
  static boolean isWithin(Path root, Path link) throws IOException {
    return link.toRealPath().startsWith(root.toRealPath());
  }

  /** Says where a link leads to. */
  static String leadsOut(Path link) throws IOException {
    return "the link leads out of the source folder, to %s; copy it in, or name that folder"
        .formatted(LocalNames.of(link.toRealPath()));
  }

  @Override
  public InputStream open(String fileName) throws IOException {
    requireWithin(fileName);
    return folder.open(fileName);
  }

  @Override
  public String describe(String fileName) {
    return folder.describe(fileName);
  }

  @Override
  public long size(String fileName) throws IOException {
    requireWithin(fileName);
    return folder.size(fileName);
  }

  @Override
  public boolean exists(String fileName) {
    return folder.exists(fileName);
  }

  @Override
  public Path localPath(String fileName) throws IOException {
    requireWithin(fileName);
    return folder.localPath(fileName);
  }

  private void requireWithin(String fileName) throws IOException {
    Path file = LocalNames.resolve(path, fileName);
    if (Files.exists(file) && !isWithin(root, file)) {
      throw new FileSystemException(fileName, null, leadsOut(file));
    }
  }
}
