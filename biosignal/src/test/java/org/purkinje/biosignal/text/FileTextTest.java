package org.purkinje.biosignal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A byte that does not fit must never become U+FFFD, which cannot be told from any other. */
class FileTextTest {

  private static final String TEXT = "Größe µV 您";

  @Test
  void decodesUtf8WithAndWithoutMark() {
    assertThat(FileText.decode(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
    assertThat(FileText.decode(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(TEXT);
  }

  @Test
  void decodesUtf16ByItsMark() {
    assertThat(FileText.decode(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(TEXT);
    assertThat(FileText.decode(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16BE)))
        .isEqualTo(TEXT);
  }

  @Test
  void keepsEveryByteOfOtherTexts() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String text = FileText.decode(all);
    assertThat(text).doesNotContain("\uFFFD");
    assertThat(text.getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(all);
    assertThat(FileText.decode(all, 0xB5, 1)).isEqualTo("µ");
  }

  @Test
  void findsTheEncodingOfLongTexts() throws IOException {
    String ascii = "0.1,0.2\n".repeat(20_000);
    assertThat(charset(ascii.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
    for (int shift = 0; shift < 4; shift++) {
      String text = "x".repeat(65_533 + shift) + TEXT;
      assertThat(charset(text.getBytes(StandardCharsets.UTF_8)))
          .as("character across the end of a buffer, %d", shift)
          .isEqualTo(StandardCharsets.UTF_8);
    }
    assertThat(charset((ascii + "µ").getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(charset("x\u00C3".getBytes(StandardCharsets.ISO_8859_1)))
        .as("ends within a character")
        .isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(charset(("\uFEFF" + ascii).getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(StandardCharsets.UTF_16LE);
    assertThat(charset(new byte[0])).isEqualTo(StandardCharsets.UTF_8);
  }

  private static Charset charset(byte[] bytes) throws IOException {
    return FileText.charset(new ByteArrayInputStream(bytes));
  }
}
