package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.purkinje.biosignal.MalformedFileException;

/**
 * An element of version 5: a type, a length and as many bytes, padded to eight; short ones keep
 * both numbers in four bytes.
 *
 * @param bytes in the file's byte order
 */
record Mat5Element(int type, ByteBuffer bytes) {

  static final int MATRIX = 14;
  static final int COMPRESSED = 15;

  /** Deflate cannot pack more densely. */
  private static final long MAX_INFLATED = 1_032;

  private static final int TAG_BYTES = 8;

  /** Where an element stands, for errors. */
  record Place(String source, long at) {

    MalformedFileException malformed(String problem) {
      return new MalformedFileException(source, "variable at byte " + at, problem);
    }
  }

  /** Takes the next element; those at the top of a file are not padded when compressed. */
  static Mat5Element next(ByteBuffer in, Place place) {
    if (in.remaining() < TAG_BYTES) {
      throw place.malformed(
          "%d bytes where an element of 8 or more begins; the file was truncated or damaged"
              .formatted(in.remaining()));
    }
    int first = in.getInt();
    int type = first;
    int length;
    int padding;
    if (first >>> Short.SIZE != 0) {
      type = first & 0xFFFF;
      length = first >>> Short.SIZE;
      padding = 4 - length;
    } else {
      length = in.getInt();
      padding = type == COMPRESSED ? 0 : -length & 7;
    }
    if (length < 0 || length > in.remaining() || padding < 0) {
      throw place.malformed(
          "element of %d bytes where %d are left; the file was truncated or damaged"
              .formatted(length, in.remaining()));
    }
    ByteBuffer bytes = in.slice(in.position(), length).order(in.order());
    in.position(Math.min(in.limit(), in.position() + length + padding));
    return new Mat5Element(type, bytes);
  }

  /** The first bytes that are packed in a compressed element. */
  ByteBuffer unpackedStart(int most, Place place) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes.duplicate());
      byte[] start = new byte[most];
      int length = inflate(inflater, start, 0, place);
      return ByteBuffer.wrap(start, 0, length).order(bytes.order());
    } finally {
      inflater.end();
    }
  }

  /** The one element that is packed in a compressed one, its checksum verified. */
  Mat5Element unpacked(Place place) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes.duplicate());
      byte[] tag = new byte[TAG_BYTES];
      if (inflate(inflater, tag, 0, place) < TAG_BYTES) {
        throw place.malformed("compressed element of fewer than 8 bytes; the file is damaged");
      }
      long length = Integer.toUnsignedLong(ByteBuffer.wrap(tag).order(bytes.order()).getInt(4));
      if (length > MAX_INFLATED * bytes.remaining() || length > Integer.MAX_VALUE - 16) {
        throw place.malformed(
            "%d compressed bytes that state a length of %d, at most %d can be; the file is damaged"
                .formatted(bytes.remaining(), length, MAX_INFLATED * bytes.remaining()));
      }
      byte[] all = new byte[TAG_BYTES + (int) length];
      System.arraycopy(tag, 0, all, 0, TAG_BYTES);
      int end = inflate(inflater, all, TAG_BYTES, place);
      // One byte more tells whether the stream ends here, where its checksum stands.
      if (end < all.length
          || inflate(inflater, new byte[1], 0, place) > 0
          || !inflater.finished()) {
        throw place.malformed(
            "compressed element that states %d bytes but holds %s; the file was truncated or damaged"
                .formatted(length, end < all.length ? end - TAG_BYTES + "" : "another number"));
      }
      return next(ByteBuffer.wrap(all).order(bytes.order()), place);
    } finally {
      inflater.end();
    }
  }

  private static int inflate(Inflater inflater, byte[] to, int from, Place place) {
    try {
      int at = from;
      while (at < to.length) {
        int read = inflater.inflate(to, at, to.length - at);
        if (read == 0) {
          break;
        }
        at += read;
      }
      return at;
    } catch (DataFormatException e) {
      throw place.malformed(
          "compressed element is no sound zlib stream (%s); the file was truncated or damaged"
              .formatted(e.getMessage()));
    }
  }
}
