package org.purkinje.biosignal.edf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Lays out EDF+ files of one signal byte by byte. */
public final class EdfBytes {

  private static final int LIST_SAMPLES = 16;

  private EdfBytes() {}

  /**
   * @param reserved e.g. {@code EDF+C}
   * @param fs samples in a data record, of one second
   * @param samples shape [data records][fs]
   * @param onsets of each data record, e.g. {@code +10.5}; empty for none
   */
  public static byte[] of(String reserved, int fs, int[][] samples, String... onsets) {
    return of(reserved, fs, "1", samples, onsets);
  }

  /**
   * @param seconds duration of a data record as the header states it, s
   * @param samples shape [data records][fs]
   */
  static byte[] of(String reserved, int fs, String seconds, int[][] samples, String... onsets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "0", 8);
    text(out, "X F 02-MAY-1951 X", 80);
    text(out, "Startdate 02-AUG-2002 X X X", 80);
    text(out, "02.08.02", 8);
    text(out, "11.52.04", 8);
    text(out, "768", 8);
    text(out, reserved, 44);
    text(out, "" + samples.length, 8);
    text(out, seconds, 8);
    text(out, "2", 4);
    each(out, 16, "ECG II", "EDF Annotations");
    each(out, 80, "", "");
    each(out, 8, "mV", "");
    each(out, 8, "-1", "-1");
    each(out, 8, "1", "1");
    each(out, 8, "-32768", "-32768");
    each(out, 8, "32767", "32767");
    each(out, 80, "", "");
    each(out, 8, "" + fs, "" + LIST_SAMPLES);
    each(out, 32, "", "");
    for (int record = 0; record < samples.length; record++) {
      for (int sample : samples[record]) {
        out.write(sample);
        out.write(sample >> Byte.SIZE);
      }
      String list = onsets[record].isEmpty() ? "" : onsets[record] + "\u0014\u0014\0";
      byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(bytes);
      out.writeBytes(new byte[2 * LIST_SAMPLES - bytes.length]);
    }
    return out.toByteArray();
  }

  /**
   * Plain EDF of an ECG at 2 Hz and a channel {@code -}.
   *
   * @param range of the second channel: physical and digital minimum and maximum
   */
  static byte[] ofTwoChannels(int[][] samples, String[] range) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "0", 8);
    text(out, "X", 80);
    text(out, "X", 80);
    text(out, "02.08.02", 8);
    text(out, "11.52.04", 8);
    text(out, "768", 8);
    text(out, "", 44);
    text(out, "" + samples.length, 8);
    text(out, "1", 8);
    text(out, "2", 4);
    each(out, 16, "ECG II", "-");
    each(out, 80, "", "");
    each(out, 8, "mV", "");
    each(out, 8, "-1", range[0]);
    each(out, 8, "1", range[1]);
    each(out, 8, "-32768", range[2]);
    each(out, 8, "32767", range[3]);
    each(out, 80, "", "");
    each(out, 8, "2", "1");
    each(out, 32, "", "");
    for (int[] record : samples) {
      for (int sample : new int[] {record[0], record[1], 77}) {
        out.write(sample);
        out.write(sample >> Byte.SIZE);
      }
    }
    return out.toByteArray();
  }

  private static void each(ByteArrayOutputStream out, int width, String... texts) {
    for (String text : texts) {
      text(out, text, width);
    }
  }

  private static void text(ByteArrayOutputStream out, String text, int width) {
    out.writeBytes((text + " ".repeat(width - text.length())).getBytes(StandardCharsets.US_ASCII));
  }
}
