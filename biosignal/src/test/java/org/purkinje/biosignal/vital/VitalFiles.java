package org.purkinje.biosignal.vital;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Lays out {@code .vital} files packet by packet.
 *
 * <pre>{@code
 * byte[] file =
 *     new VitalFiles()
 *         .device(1, "SNUADC")
 *         .wave(1, VitalFiles.FLOAT, "ECG_II", "mV", 500, 1, 0, 1)
 *         .samples(1, 4102444800.0, 0.1, 0.2)
 *         .gzipped();
 * }</pre>
 */
public final class VitalFiles {

  public static final int FLOAT = 1;
  public static final int DOUBLE = 2;
  public static final int CHAR = 3;
  public static final int BYTE = 4;
  public static final int SHORT = 5;
  public static final int WORD = 6;
  public static final int LONG = 7;
  public static final int DWORD = 8;

  private static final int HEADER_BYTES = 27;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, Integer> formatById = new HashMap<>();

  /** A file with the times of its packets only. */
  public VitalFiles() {
    this(0, false);
  }

  /**
   * @param start Unix time, s, as the header has it
   * @param isPacked whether the header says that gaps are filled with codes
   */
  public VitalFiles(double start, boolean isPacked) {
    ByteBuffer header = buffer(10 + HEADER_BYTES);
    header.put("VITA".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    header.putShort((short) HEADER_BYTES).putShort((short) -540).putInt(0).putInt(17);
    header.putDouble(start).putDouble(start).put((byte) (isPacked ? 1 : 0));
    put(header);
  }

  /** A device named like its type, without a port. */
  public VitalFiles device(int id, String name) {
    ByteBuffer fields = buffer(256).putInt(id);
    return packet(9, text(text(text(fields, name), name), ""));
  }

  /**
   * @param fs sampling frequency, Hz
   * @param gain physical units per stored one
   * @param offset physical value of a stored 0
   * @param device 0 for none
   */
  public VitalFiles wave(
      int id,
      int format,
      String name,
      String unit,
      double fs,
      double gain,
      double offset,
      int device) {
    return track(id, 1, format, name, unit, fs, gain, offset, device);
  }

  /** A track of single values, 32-bit floats. */
  public VitalFiles numeric(int id, String name, String unit, int device) {
    return track(id, 2, FLOAT, name, unit, 0, 1, 0, device);
  }

  /** A track of texts; one named {@code EVENT} without a device holds the events. */
  public VitalFiles text(int id, String name, int device) {
    return track(id, 5, 0, name, "", 0, 1, 0, device);
  }

  /** A track of any kind. */
  public VitalFiles track(
      int id,
      int kind,
      int format,
      String name,
      String unit,
      double fs,
      double gain,
      double offset,
      int device) {
    formatById.put(id, format);
    ByteBuffer fields = buffer(512).putShort((short) id).put((byte) kind).put((byte) format);
    text(text(fields, name), unit).putFloat(0).putFloat(0).putInt(-1).putFloat((float) fs);
    return packet(0, fields.putDouble(gain).putDouble(offset).put((byte) 0).putInt(device));
  }

  /**
   * Samples of a wave as they are stored.
   *
   * @param time of the first one, Unix time, s
   */
  public VitalFiles samples(int id, double time, double... stored) {
    ByteBuffer fields = info(id, time, 4 + 8 * stored.length).putInt(stored.length);
    for (double number : stored) {
      number(fields, formatById.get(id), number);
    }
    return packet(1, fields);
  }

  /** A value of a numeric track. */
  public VitalFiles value(int id, double time, double value) {
    ByteBuffer fields = info(id, time, 8);
    number(fields, formatById.get(id), value);
    return packet(1, fields);
  }

  /** A value of a text track. */
  public VitalFiles value(int id, double time, String value) {
    return packet(1, text(info(id, time, 8 + 4 * value.length()).putInt(0), value));
  }

  /** Takes back all events so far. */
  public VitalFiles takeEventsBack() {
    return packet(6, buffer(1).put((byte) 6));
  }

  /** A packet of any type with the bytes put so far. */
  public VitalFiles packet(int type, ByteBuffer data) {
    out.write(type);
    put(buffer(4).putInt(data.position()));
    put(data);
    return this;
  }

  /** The file as Vital Recorder stores it. */
  public byte[] gzipped() {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      out.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  byte[] plain() {
    return out.toByteArray();
  }

  private void put(ByteBuffer filled) {
    byte[] bytes = new byte[filled.flip().remaining()];
    filled.get(bytes);
    out.writeBytes(bytes);
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer info(int id, double time, int more) {
    return buffer(12 + more).putShort((short) 10).putDouble(time).putShort((short) id);
  }

  private static ByteBuffer text(ByteBuffer fields, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return fields.putInt(bytes.length).put(bytes);
  }

  private static void number(ByteBuffer fields, int format, double number) {
    switch (format) {
      case FLOAT -> fields.putFloat((float) number);
      case DOUBLE -> fields.putDouble(number);
      case CHAR, BYTE -> fields.put((byte) (int) number);
      case SHORT, WORD -> fields.putShort((short) (int) number);
      default -> fields.putInt((int) (long) number);
    }
  }
}
