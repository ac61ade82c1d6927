package org.purkinje.biosignal.wfdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The 24 bytes with which a format 16 signal file is a MATLAB level 4 MAT-file as well, holding one
 * matrix {@code val} of shape [signals][samples]: MATLAB stores columns one after the other, which
 * is the order of frames.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MAT-File Format,
 *     level 4</a>
 */
final class MatlabPreamble {

  /** Length of the preamble, bytes. */
  static final int BYTES = 24;

  /** Little-endian, 16-bit signed integers, full matrix. */
  private static final int TYPE = 30;

  private static final byte[] NAME = "val\0".getBytes(StandardCharsets.US_ASCII);

  private MatlabPreamble() {}

  /**
   * @param signals rows of the matrix
   * @param samples columns of the matrix
   */
  static byte[] of(int signals, int samples) {
    int imaginary = 0;
    return ByteBuffer.allocate(BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(TYPE)
        .putInt(signals)
        .putInt(samples)
        .putInt(imaginary)
        .putInt(NAME.length)
        .put(NAME)
        .array();
  }
}
