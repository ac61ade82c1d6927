package org.purkinje.models.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes safetensors files: the length of the header as 8 bytes, little-endian; a JSON header that
 * gives each tensor's type, shape and place; the tensors' bytes. Equal tensors and metadata give
 * equal files.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafetensorsWriter {

  static final String METADATA = "__metadata__";
  static final int LENGTH_BYTES = Long.BYTES;

  /** Tensors begin at a multiple of it, so that a reader may map them into memory. */
  private static final int ALIGNMENT = 8;

  private static final int CHUNK_FLOATS = 1 << 16;

  private SafetensorsWriter() {}

  /**
   * Writes float32 tensors in the order given.
   *
   * @param file is written anew
   * @param metadata texts by name
   * @throws IllegalArgumentException if two tensors have one name
   */
  public static void write(Path file, Map<String, String> metadata, List<NamedTensor> tensors)
      throws IOException {
    byte[] header = header(metadata, tensors).getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer start = littleEndian(LENGTH_BYTES + padded).putLong(padded).put(header);
      while (start.hasRemaining()) {
        start.put((byte) ' ');
      }
      writeFully(out, start.flip());
      ByteBuffer chunk = littleEndian(CHUNK_FLOATS * Float.BYTES);
      for (NamedTensor tensor : tensors) {
        write(out, tensor.values().duplicate(), chunk);
      }
      out.force(true);
    }
  }

  private static String header(Map<String, String> metadata, List<NamedTensor> tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, new TreeMap<>(metadata));
    long from = 0;
    for (NamedTensor tensor : tensors) {
      if (header.containsKey(tensor.name())) {
        throw new IllegalArgumentException(
            "tensor names must be unique, got a second " + tensor.name());
      }
      long to = from + (long) tensor.values().remaining() * Float.BYTES;
      Map<String, Object> stored = new LinkedHashMap<>();
      stored.put("dtype", "F32");
      stored.put("shape", tensor.shape());
      stored.put("data_offsets", List.of(from, to));
      header.put(tensor.name(), stored);
      from = to;
    }
    return JsonHeader.write(header);
  }

  private static void write(FileChannel out, FloatBuffer values, ByteBuffer chunk)
      throws IOException {
    while (values.hasRemaining()) {
      int count = Math.min(CHUNK_FLOATS, values.remaining());
      FloatBuffer part = values.slice(values.position(), count);
      values.position(values.position() + count);
      chunk.clear().asFloatBuffer().put(part);
      writeFully(out, chunk.limit(count * Float.BYTES));
    }
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
