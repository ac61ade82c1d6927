package org.purkinje.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.biosignal.MalformedFileException;

/** Oracle: the format's description, byte by byte. */
class SafetensorsTest {

  @TempDir private Path folder;

  @Test
  void writesHeaderLengthHeaderAndValues() throws IOException {
    Path file = folder.resolve("two");
    SafetensorsWriter.write(
        file, Map.of("format", "pt"), List.of(tensor("w", List.of(1L, 2L), 1, -2), scalar("s", 3)));
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
            + "\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes(padded, 1, -2, 3));
  }

  @Test
  void readsWhatTheDescriptionSays() throws IOException {
    // Spaces, an escape, tensors in another order than their bytes, a type that is not read.
    Path file =
        Files.write(
            folder.resolve("other"),
            bytes(
                " {\"b\\u00e9\": {\"dtype\":\"F32\", \"shape\":[2],\"data_offsets\":[4,12]},\n"
                    + "\"a\":{\"data_offsets\":[0,4],\"shape\":[2,1],\"dtype\":\"BF16\"}}  ",
                0,
                5,
                6));
    try (SafetensorsReader reader = SafetensorsReader.open(file, "other")) {
      assertThat(reader.names()).containsExactly("bé", "a");
      assertThat(reader.metadata()).isEmpty();
      assertThat(reader.shape("a")).containsExactly(2L, 1L);
      assertThat(floats(reader, "bé", 2)).containsExactly(5, 6);
      assertThatThrownBy(() -> floats(reader, "a", 2))
          .isInstanceOf(MalformedFileException.class)
          .hasMessage("other: tensor a: must be float32, F32, got BF16");
      assertThatThrownBy(() -> reader.shape("c"))
          .isInstanceOf(MalformedFileException.class)
          .hasMessage("other: tensor c: must be in the file; it has other tensors");
    }
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("many");
    float[] large = new float[200_001];
    for (int i = 0; i < large.length; i++) {
      large[i] = i * 0.1f;
    }
    large[7] = Float.NaN;
    Map<String, String> metadata = Map.of("objective", "m2ae", "quote", "a \"b\" \\ \n é");
    SafetensorsWriter.write(
        file,
        metadata,
        List.of(
            tensor("large", List.of((long) large.length), large),
            tensor("none", List.of(0L, 3L)),
            scalar("s", Float.MIN_VALUE)));
    try (SafetensorsReader reader = SafetensorsReader.open(file, "many")) {
      assertThat(reader.metadata()).isEqualTo(metadata);
      assertThat(reader.names()).containsExactly("large", "none", "s");
      assertThat(floats(reader, "large", large.length)).isEqualTo(large);
      assertThat(floats(reader, "s", 1)).containsExactly(Float.MIN_VALUE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 1 | tensor t: F32 [2] must have 8 bytes, got 4",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 2 | tensor t: must begin at byte 0, where the one before ends, got 4",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 1 | tensor t: data_offsets must be begin and end, got [4, 0]",
        "{'t':{'dtype':'F31','shape':[1],'data_offsets':[0,4]}} | 1 | tensor t: dtype must be one of [BF16, BOOL, F16, F32, F64, F8_E4M3, F8_E5M2, I16, I32, I64, I8, U16, U32, U64, U8], got F31",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 0 | byte 62: tensors must have 4 bytes, got 0; the file is truncated or was changed",
        "{'t':{'dtype':'F32','data_offsets':[0,4]}} | 1 | tensor t: shape must be a list, got null",
        "{'t':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 1 | tensor t: shape must hold whole numbers, got [-1]",
        "{'t':{},'t':{}} | 0 | header, character 11: Duplicate field 't'",
        "{'__metadata__':{'epoch':3}} | 0 | header, __metadata__: must hold texts, got 3",
        "{'t':3} | 0 | header, t: must be an object",
        "{'t':{'dtype':'F32','shape':[[[[[[1]]]]]],'data_offsets':[0,4]}} | 1 | header, character 0: Depth (6) exceeds the maximum allowed nesting depth (5)",
        "{'t | 0 | header, character 3: Unexpected end-of-input in field name",
        "[] | 0 | header, character 0: must be an object",
        "{} {} | 0 | header, character 3: must end after the object",
      })
  void refusesAFileThatBreaksTheFormat(String header, int values, String problem)
      throws IOException {
    Path file =
        Files.write(folder.resolve("wrong"), bytes(header.replace('\'', '"'), new float[values]));
    assertThatThrownBy(() -> SafetensorsReader.open(file, "wrong"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("wrong: " + problem);
  }

  @Test
  void refusesWhatIsNoSafetensorsFile() throws IOException {
    Path empty = Files.write(folder.resolve("empty"), new byte[3]);
    assertThatThrownBy(() -> SafetensorsReader.open(empty, "empty"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("empty: byte 0: must hold 8 bytes of header length, the file has 3");
    Path zip = Files.writeString(folder.resolve("zip"), "PK\3\4 and much more than that");
    assertThatThrownBy(() -> SafetensorsReader.open(zip, "zip"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageMatching(
            "zip: byte 0: header length must be 2 to 20 in a file of 28 bytes, got \\S+; truncated,"
                + " or no safetensors file");
  }

  @Test
  void fallsOnNoDamage() throws IOException {
    Path file = folder.resolve("whole");
    SafetensorsWriter.write(
        file, Map.of("a", "b"), List.of(tensor("w", List.of(2L), 1, 2), scalar("s", 3)));
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length) : whole.length);
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path at = Files.write(folder.resolve("damaged"), damaged);
      assertThatCode(
              () -> {
                try (SafetensorsReader reader = SafetensorsReader.open(at, "damaged")) {
                  reader.names();
                } catch (MalformedFileException e) {
                  assertThat(e.source()).isEqualTo("damaged");
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesTwoTensorsOfOneName() {
    assertThatThrownBy(
            () ->
                SafetensorsWriter.write(
                    folder.resolve("twice"), Map.of(), List.of(scalar("s", 1), scalar("s", 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor names must be unique, got a second s");
    assertThatThrownBy(() -> tensor("w", List.of(2L, 2L), 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor w: shape [2, 2] has 4 elements, got 3");
  }

  private static NamedTensor scalar(String name, float value) {
    return tensor(name, List.of(), value);
  }

  private static NamedTensor tensor(String name, List<Long> shape, float... values) {
    return new NamedTensor(name, shape, FloatBuffer.wrap(values));
  }

  private static float[] floats(SafetensorsReader reader, String name, int length)
      throws IOException {
    float[] values = new float[length];
    reader.read(name, FloatBuffer.wrap(values));
    return values;
  }

  private static byte[] bytes(String header, float... values) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
