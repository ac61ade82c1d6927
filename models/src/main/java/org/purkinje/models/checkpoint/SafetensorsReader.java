package org.purkinje.models.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Reads a safetensors file, see {@link SafetensorsWriter}. The whole header is checked when the
 * file is opened: that every byte belongs to one tensor, of as many elements as its shape says.
 * Tensors of every type may be in the file; float32 ones can be read, float16 and bfloat16 widened.
 */
public final class SafetensorsReader implements AutoCloseable {

  /** As the format limits it, so that a faulty length asks for no memory. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int CHUNK_BYTES = 1 << 18;
  private static final String FLOAT32 = "F32";
  private static final String FLOAT16 = "F16";
  private static final String BFLOAT16 = "BF16";

  private static final Map<String, Integer> BYTES_BY_TYPE =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry(FLOAT16, 2),
          Map.entry(BFLOAT16, 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry(FLOAT32, 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("F64", 8));

  /**
   * @param from first byte, from the end of the header on
   * @param to byte after the last
   */
  private record Stored(String type, List<Long> shape, long from, long to) {

    /** Bytes that type and shape ask for; an overflow is more than any file has. */
    private long bytes() {
      long bytes = BYTES_BY_TYPE.get(type);
      for (long size : shape) {
        if (size != 0 && bytes > Long.MAX_VALUE / size) {
          return Long.MAX_VALUE;
        }
        bytes *= size;
      }
      return bytes;
    }
  }

  private final String source;
  private final FileChannel in;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Stored> storedByName = new LinkedHashMap<>();
  private final long start;

  private SafetensorsReader(FileChannel in, String source) throws IOException {
    this.source = source;
    this.in = in;
    long length = headerLength();
    this.start = SafetensorsWriter.LENGTH_BYTES + length;
    parse(header((int) length));
    requireWhole();
  }

  /**
   * @param source the file as errors name it
   * @throws MalformedFileException if the file breaks a rule of the format
   */
  public static SafetensorsReader open(Path file, String source) throws IOException {
    FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new SafetensorsReader(in, source);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Texts by name. */
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /** Names of the tensors in the header's order. */
  public List<String> names() {
    return List.copyOf(storedByName.keySet());
  }

  /**
   * Sizes of a tensor, outermost first.
   *
   * @throws MalformedFileException if the file has no such tensor
   */
  public List<Long> shape(String name) {
    return stored(name).shape();
  }

  /**
   * Reads a float32 tensor.
   *
   * @param into takes its elements in row-major order from its position on
   * @throws MalformedFileException if there is no such tensor, or it is not float32
   */
  public void read(String name, FloatBuffer into) throws IOException {
    Stored stored = stored(name);
    if (!stored.type().equals(FLOAT32)) {
      throw malformed("tensor " + name, "must be float32, F32, got " + stored.type());
    }
    ByteBuffer chunk = littleEndian(CHUNK_BYTES);
    for (long from = stored.from(); from < stored.to(); from += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK_BYTES, stored.to() - from));
      fill(chunk, start + from);
      into.put(chunk.flip().asFloatBuffer());
    }
  }

  /**
   * As {@link #read}, and float16 and bfloat16 tensors too, whose every value is a float32.
   *
   * @throws MalformedFileException if there is no such tensor, or it is of another type
   */
  public void readWidened(String name, FloatBuffer into) throws IOException {
    Stored stored = stored(name);
    switch (stored.type()) {
      case FLOAT16 -> readHalves(stored, into, HalfFloats::ofFloat16);
      case BFLOAT16 -> readHalves(stored, into, HalfFloats::ofBfloat16);
      case FLOAT32 -> read(name, into);
      default ->
          throw malformed(
              "tensor " + name,
              "must be float32, float16 or bfloat16, got %s; save it as float32"
                  .formatted(stored.type()));
    }
  }

  /** Whether a tensor has fewer bits than float32 and must be widened. */
  public boolean isHalf(String name) {
    String type = stored(name).type();
    return type.equals(FLOAT16) || type.equals(BFLOAT16);
  }

  private void readHalves(Stored stored, FloatBuffer into, HalfFloats.Widening widening)
      throws IOException {
    ByteBuffer chunk = littleEndian(CHUNK_BYTES);
    for (long from = stored.from(); from < stored.to(); from += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK_BYTES, stored.to() - from));
      fill(chunk, start + from);
      ShortBuffer halves = chunk.flip().asShortBuffer();
      while (halves.hasRemaining()) {
        into.put(widening.of(halves.get()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private long headerLength() throws IOException {
    if (in.size() < SafetensorsWriter.LENGTH_BYTES) {
      throw malformed(
          "byte 0", "must hold 8 bytes of header length, the file has %,d".formatted(in.size()));
    }
    ByteBuffer bytes = littleEndian(SafetensorsWriter.LENGTH_BYTES);
    fill(bytes, 0);
    long length = bytes.getLong(0);
    long most = Math.min(MAX_HEADER_BYTES, in.size() - SafetensorsWriter.LENGTH_BYTES);
    if (length < 2 || length > most) {
      throw malformed(
          "byte 0",
          "header length must be 2 to %,d in a file of %,d bytes, got %,d; truncated, or no safetensors file"
              .formatted(most, in.size(), length));
    }
    return length;
  }

  private String header(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    fill(bytes, SafetensorsWriter.LENGTH_BYTES);
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  private void parse(String json) {
    Map<String, Object> header;
    try {
      header = JsonHeader.parse(json);
    } catch (JsonHeader.Malformed e) {
      throw malformed("header, character " + e.at(), e.getMessage());
    }
    for (Map.Entry<String, Object> entry : header.entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?> fields)) {
        throw malformed("header, " + entry.getKey(), "must be an object");
      }
      if (entry.getKey().equals(SafetensorsWriter.METADATA)) {
        fields.forEach((name, text) -> metadata.put((String) name, text(text)));
      } else {
        storedByName.put(entry.getKey(), stored(entry.getKey(), fields));
      }
    }
  }

  private String text(Object value) {
    if (!(value instanceof String text)) {
      throw malformed("header, " + SafetensorsWriter.METADATA, "must hold texts, got " + value);
    }
    return text;
  }

  private Stored stored(String name, Map<?, ?> fields) {
    if (!(fields.get("dtype") instanceof String type) || !BYTES_BY_TYPE.containsKey(type)) {
      throw malformed(
          "tensor " + name,
          "dtype must be one of %s, got %s"
              .formatted(BYTES_BY_TYPE.keySet().stream().sorted().toList(), fields.get("dtype")));
    }
    List<Long> offsets = numbers(name, "data_offsets", fields);
    List<Long> shape = numbers(name, "shape", fields);
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw malformed("tensor " + name, "data_offsets must be begin and end, got " + offsets);
    }
    return new Stored(type, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> numbers(String name, String field, Map<?, ?> fields) {
    if (!(fields.get(field) instanceof List<?> list)) {
      throw malformed("tensor " + name, field + " must be a list, got " + fields.get(field));
    }
    List<Long> numbers = new ArrayList<>();
    for (Object number : list) {
      if (!(number instanceof Long whole) || whole < 0) {
        throw malformed("tensor " + name, field + " must hold whole numbers, got " + list);
      }
      numbers.add(whole);
    }
    return List.copyOf(numbers);
  }

  private void requireWhole() throws IOException {
    List<Map.Entry<String, Stored>> inOrder =
        storedByName.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Stored> tensor) -> tensor.getValue().from())
                    .thenComparingLong(tensor -> tensor.getValue().to()))
            .toList();
    long end = 0;
    for (Map.Entry<String, Stored> tensor : inOrder) {
      Stored stored = tensor.getValue();
      if (stored.from() != end) {
        throw malformed(
            "tensor " + tensor.getKey(),
            "must begin at byte %,d, where the one before ends, got %,d"
                .formatted(end, stored.from()));
      }
      if (stored.to() - stored.from() != stored.bytes()) {
        throw malformed(
            "tensor " + tensor.getKey(),
            "%s %s must have %,d bytes, got %,d"
                .formatted(
                    stored.type(), stored.shape(), stored.bytes(), stored.to() - stored.from()));
      }
      end = stored.to();
    }
    if (in.size() - start != end) {
      throw malformed(
          "byte " + start,
          "tensors must have %,d bytes, got %,d; the file is truncated or was changed"
              .formatted(end, in.size() - start));
    }
  }

  private Stored stored(String name) {
    Stored stored = storedByName.get(name);
    if (stored == null) {
      throw malformed("tensor " + name, "must be in the file; it has other tensors");
    }
    return stored;
  }

  private void fill(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      int read = in.read(bytes, at);
      if (read < 0) {
        throw malformed("byte " + at, "the file ends here; it was changed while it was read");
      }
      at += read;
    }
  }

  private MalformedFileException malformed(String place, String problem) {
    return new MalformedFileException(source, place, problem);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
