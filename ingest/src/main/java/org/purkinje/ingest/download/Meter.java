package org.purkinje.ingest.download;

/** Is told how far a download is, by several threads. */
public interface Meter {

  /** So many bytes came over the network. */
  void bytes(long count);

  /** A file is done with, however it ended. */
  void file();
}
