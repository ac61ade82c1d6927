package org.purkinje.biosignal.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of the local file system.
 *
 * @param path the folder
 */
public record LocalRecordFolder(Path path) implements RecordFolder {

  @Override
  public InputStream open(String fileName) throws IOException {
    return Files.newInputStream(LocalNames.resolve(path, fileName));
  }

  /** The file's name with that of its folder, e.g. {@code mitdb/100.dat}. */
  @Override
  public String describe(String fileName) {
    String folder = LocalNames.of(path.toAbsolutePath().normalize());
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return name.isEmpty() ? fileName : name + "/" + fileName;
  }

  @Override
  public long size(String fileName) throws IOException {
    return Files.size(LocalNames.resolve(path, fileName));
  }

  @Override
  public boolean exists(String fileName) {
    return Files.isRegularFile(LocalNames.resolve(path, fileName));
  }

  @Override
  public Path localPath(String fileName) {
    return LocalNames.resolve(path, fileName);
  }
}
