package org.purkinje.ingest.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The beginning of a file, under a name of its own until it is whole, with the digest of what there
 * is.
 */
final class PartialFile implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Path target;
  private final Path path;
  private final FileChannel channel;
  private MessageDigest digest = sha256();
  private long size;

  private PartialFile(Path target, Path path, FileChannel channel) {
    this.target = target;
    this.path = path;
    this.channel = channel;
  }

  /** Opens what an earlier attempt left of a file, or begins it. */
  static PartialFile open(Path target) throws LocalFileException {
    Path path = target.resolveSibling(target.getFileName() + PathRule.PARTIAL);
    try {
      Files.createDirectories(path.getParent());
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      PartialFile file = new PartialFile(target, path, channel);
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      long length = channel.size();
      while (file.size < length) {
        int read = channel.read(buffer);
        if (read < 0) {
          break;
        }
        file.digest.update(buffer.flip());
        file.size += read;
        buffer.clear();
      }
      return file;
    } catch (IOException e) {
      throw new LocalFileException(path, e);
    }
  }

  /** Bytes there are. */
  long size() {
    return size;
  }

  /** Digest of a whole file. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Digest of the bytes there are, lower-case hex. */
  String digest() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
    }
  }

  void append(byte[] bytes, int count) throws LocalFileException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new LocalFileException(path, e);
    }
    digest.update(bytes, 0, count);
    size += count;
  }

  /** Forgets all bytes. */
  void restart() throws LocalFileException {
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      throw new LocalFileException(path, e);
    }
    digest = sha256();
    size = 0;
  }

  /** Gives the whole file its name once its bytes are on the disk. */
  void commit() throws LocalFileException {
    try {
      channel.force(true);
      channel.close();
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalFileException(target, e);
    }
  }

  void delete() throws LocalFileException {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new LocalFileException(path, e);
    }
  }

  /** Leaves what there is for the next attempt; nothing if there is none. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      if (size == 0) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
