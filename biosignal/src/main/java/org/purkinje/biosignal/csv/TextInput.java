package org.purkinje.biosignal.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.GzipMembers;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * The bytes of a text, without its byte order mark; unpacked where its first two bytes are those of
 * gzip, whatever the file is called.
 */
final class TextInput implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final String source;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int limit;

  private TextInput(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  static TextInput open(RecordFolder folder, String fileName) throws IOException {
    String source = folder.describe(fileName);
    InputStream stored = new BufferedInputStream(folder.open(fileName), BUFFER_BYTES);
    try {
      stored.mark(2);
      boolean isGzip = stored.read() == 0x1F && stored.read() == 0x8B;
      stored.reset();
      TextInput text =
          new TextInput(source, isGzip ? GzipMembers.open(stored, BUFFER_BYTES) : stored);
      text.skipMark();
      return text;
    } catch (EOFException | ZipException e) {
      stored.close();
      throw new MalformedFileException(
          source,
          "byte 0",
          "gzip header damaged or cut off (%s); fetch the file again".formatted(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private void skipMark() throws IOException {
    fill();
    if (starts(0xEF, 0xBB, 0xBF)) {
      at = 3;
    } else if (starts(0xFF, 0xFE) || starts(0xFE, 0xFF)) {
      throw new MalformedFileException(
          source, "byte 0", "text in UTF-16, which is not read; save the file as UTF-8");
    }
  }

  private boolean starts(int... bytes) {
    boolean starts = limit >= bytes.length;
    for (int i = 0; i < bytes.length && starts; i++) {
      starts = (buffer[i] & 0xFF) == bytes[i];
    }
    return starts;
  }

  /** The next byte, 0 to 255; -1 at the end. */
  int read() throws IOException {
    if (at == limit && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xFF;
  }

  /** Passes over the next byte if it is that. */
  void skip(int next) throws IOException {
    if ((at < limit || fill()) && (buffer[at] & 0xFF) == next) {
      at++;
    }
  }

  private boolean fill() throws IOException {
    try {
      at = 0;
      limit = Math.max(0, in.read(buffer));
      return limit > 0;
    } catch (EOFException | ZipException e) {
      throw new MalformedFileException(
          source,
          "gzip stream",
          "ends before its end or is damaged (%s); fetch the file again".formatted(e.getMessage()));
    }
  }

  String source() {
    return source;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
