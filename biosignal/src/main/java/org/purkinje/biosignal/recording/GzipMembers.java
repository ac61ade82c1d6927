package org.purkinje.biosignal.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Opens gzip streams of one or several members (RFC 1952, 2.2), wherever they come from. */
public final class GzipMembers {

  private GzipMembers() {}

  /**
   * @throws java.util.zip.ZipException if this is no gzip stream
   * @throws java.io.EOFException if it ends within its header
   */
  public static InputStream open(InputStream stored, int bufferBytes) throws IOException {
    return new GZIPInputStream(new GoesOn(stored), bufferBytes);
  }

  /** {@link GZIPInputStream} takes nothing available, as object stores say, for the end. */
  private static final class GoesOn extends FilterInputStream {

    GoesOn(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      return Math.max(1, super.available());
    }
  }
}
