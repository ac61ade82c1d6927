package org.purkinje.models.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.PatchMask;

/** A safetensors file: 8-byte header length, JSON header, raw little-endian tensors. */
public final class Safetensors {
  private final ByteBuffer bytes;
  private final JsonNode header;
  private final int start;

  private Safetensors(ByteBuffer bytes, JsonNode header, int start) {
    this.bytes = bytes;
    this.header = header;
    this.start = start;
  }

  public static Safetensors read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] json = new byte[(int) bytes.getLong(0)];
      bytes.get(8, json);
      return new Safetensors(bytes, new ObjectMapper().readTree(json), 8 + json.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> names() {
    List<String> names = new ArrayList<>();
    header.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public boolean has(String name) {
    return header.has(name);
  }

  public long[] shape(String name) {
    JsonNode sizes = header.path(name).path("shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).asLong();
    }
    return shape;
  }

  /** Elements of any stored type as doubles, row-major. */
  public double[] doubles(String name) {
    JsonNode entry = header.path(name);
    int from = start + entry.path("data_offsets").get(0).asInt();
    int to = start + entry.path("data_offsets").get(1).asInt();
    String type = entry.path("dtype").asText();
    int width =
        switch (type) {
          case "F64", "I64" -> 8;
          case "F32", "I32" -> 4;
          case "U8" -> 1;
          default -> throw new IllegalArgumentException(name + ": unknown type " + type);
        };
    double[] values = new double[(to - from) / width];
    for (int i = 0; i < values.length; i++) {
      int at = from + i * width;
      values[i] =
          switch (type) {
            case "F64" -> bytes.getDouble(at);
            case "F32" -> bytes.getFloat(at);
            case "I32" -> bytes.getInt(at);
            default -> bytes.get(at);
          };
    }
    return values;
  }

  public float[] floats(String name) {
    double[] values = doubles(name);
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public long[] longs(String name) {
    double[] values = doubles(name);
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = (long) values[i];
    }
    return longs;
  }

  public Tensor tensor(String name) {
    return Tensors.of(floats(name), shape(name));
  }

  public PatchMask mask(String name) {
    double[] values = doubles(name);
    int patches = (int) shape(name)[1];
    boolean[][] visible = new boolean[(int) shape(name)[0]][patches];
    for (int i = 0; i < values.length; i++) {
      visible[i / patches][i % patches] = values[i] != 0;
    }
    return PatchMask.of(visible);
  }
}
