package org.purkinje.ingest.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A file on its way.
 *
 * @param offset place in the file of the first byte of {@code body}
 * @param total length of the whole file, if told
 * @param validator version of the file; empty if not told
 */
record Transfer(long offset, OptionalLong total, String validator, InputStream body)
    implements Closeable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
