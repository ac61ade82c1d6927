package org.purkinje.pretrain.dl4jspark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Floats that are serialised as plain bytes, many at a time: Java writes an array of floats one by
 * one, which takes several times as long.
 */
final class FloatBlock implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int FLOATS_AT_ONCE = 1 << 18;

  private transient float[] values;

  /**
   * @param values not copied
   */
  FloatBlock(float[] values) {
    this.values = values;
  }

  /** Those that it was made of; not copied. */
  float[] values() {
    return values;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = buffer(values.length);
    FloatBuffer floats = floats(bytes);
    for (int from = 0; from < values.length; from += floats.capacity()) {
      int count = Math.min(floats.capacity(), values.length - from);
      floats.clear().put(values, from, count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException {
    values = new float[in.readInt()];
    byte[] bytes = buffer(values.length);
    FloatBuffer floats = floats(bytes);
    for (int from = 0; from < values.length; from += floats.capacity()) {
      int count = Math.min(floats.capacity(), values.length - from);
      in.readFully(bytes, 0, count * Float.BYTES);
      floats.clear().get(values, from, count);
    }
  }

  private static byte[] buffer(int floats) {
    return new byte[Math.max(1, Math.min(floats, FLOATS_AT_ONCE)) * Float.BYTES];
  }

  private static FloatBuffer floats(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
