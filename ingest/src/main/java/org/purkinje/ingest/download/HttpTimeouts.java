package org.purkinje.ingest.download;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connect for the connection
 * @param read for the answer's head, and then for each next piece of its body
 */
record HttpTimeouts(Duration connect, Duration read) {

  static final HttpTimeouts USUAL =
      new HttpTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(60));
}
