package org.purkinje.biosignal.vital;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What stands before the first packet.
 *
 * @param formatVersion 3 as of today
 * @param zoneBiasMinutes UTC less local time, minutes
 * @param programVersion of the recorder, as stored
 * @param isPacked whether each wave is one packet, gaps filled with {@link NumberFormat}'s codes
 */
record VitalHeader(long formatVersion, int zoneBiasMinutes, long programVersion, boolean isPacked) {

  private static final int SIGN_BYTES = 4;
  private static final int FIXED_BYTES = 10;
  private static final int MIN_BYTES = 10;
  private static final int TIMES_BYTES = 16;

  static VitalHeader read(PacketReader in) throws IOException {
    in.openHeader(FIXED_BYTES);
    byte[] sign = new byte[SIGN_BYTES];
    in.take(SIGN_BYTES).get(sign);
    if (!"VITA".equals(new String(sign, StandardCharsets.ISO_8859_1))) {
      throw in.malformed("no VITA at the beginning; it is no .vital file");
    }
    long formatVersion = in.unsignedInt();
    int bytes = in.unsignedShort();
    if (bytes < MIN_BYTES) {
      throw in.malformed("header must have at least 10 bytes, got " + bytes);
    }
    in.openHeader(bytes);
    int zoneBias = (short) in.unsignedShort();
    in.unsignedInt(); // instance of the program
    long programVersion = in.unsignedInt();
    in.skip(Math.min(in.left(), TIMES_BYTES)); // start and end, which follow from the packets
    boolean isPacked = in.left() > 0 && in.unsignedByte() == 1;
    in.skipRest();
    return new VitalHeader(formatVersion, zoneBias, programVersion, isPacked);
  }
}
