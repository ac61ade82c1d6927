package org.purkinje.ingest.download;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A folder of published files, or a single one. A file's version is named by its validator: an
 * entity tag or a time of change, equal as long as the bytes are.
 *
 * <p>Every request waits for its turn; failures that repeating will not mend are {@link
 * RemoteException}s, any other {@link IOException} may pass.
 */
public interface RemoteTree extends Closeable {

  /** Full address of a file, free of secrets. */
  String uri(String path);

  /** Every file there is; empty if the store cannot tell and lists of the publisher must. */
  Optional<List<RemoteFile>> list() throws IOException, InterruptedException;

  /** Length and validator of a file, as far as they are told. */
  RemoteFile stat(String path) throws IOException, InterruptedException;

  /**
   * Opens a file.
   *
   * @param from first byte wanted; the answer may begin at 0 nevertheless
   * @param validator the version that the bytes before {@code from} are of; empty if unknown
   */
  Transfer open(String path, long from, String validator) throws IOException, InterruptedException;
}
