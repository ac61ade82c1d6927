package org.purkinje.biosignal.recording;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A record's files in memory. */
public final class MemoryFolder implements RecordFolder {

  private static final Path SCRATCH = scratch();

  private final Map<String, byte[]> files = new HashMap<>();

  /** Adds a file of the given bytes, 0 to 255 each. */
  public MemoryFolder with(String fileName, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    files.put(fileName, content);
    return this;
  }

  /** Adds a file, or replaces it. */
  public MemoryFolder with(String fileName, byte[] content) {
    files.put(fileName, content);
    return this;
  }

  @Override
  public InputStream open(String fileName) throws FileNotFoundException {
    if (!exists(fileName)) {
      throw new FileNotFoundException(fileName);
    }
    return new ByteArrayInputStream(files.get(fileName)) {

      /** As streams of object stores answer, wherever they are. */
      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  @Override
  public String describe(String fileName) {
    return "memory/" + fileName;
  }

  @Override
  public long size(String fileName) {
    return files.get(fileName).length;
  }

  @Override
  public boolean exists(String fileName) {
    return files.containsKey(fileName);
  }

  /** One file for all folders, in memory where the machine has such a place. */
  @Override
  public Path localPath(String fileName) throws IOException {
    return Files.write(SCRATCH, files.get(fileName));
  }

  private static Path scratch() {
    try {
      Path memory = Path.of("/dev/shm");
      Path file =
          Files.isWritable(memory)
              ? Files.createTempFile(memory, "purkinje", "")
              : Files.createTempFile("purkinje", "");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
