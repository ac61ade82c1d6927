package org.purkinje.biosignal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Oracle: the code charts of Unicode and of Windows-1252 (WHATWG Encoding, windows-1252). */
class StoredTextTest {

  @Test
  void readsUtf8WhereItIsValid() {
    assertThat(StoredText.of("µV, 您好, Ångström".getBytes(UTF_8))).isEqualTo("µV, 您好, Ångström");
  }

  @Test
  void readsOtherBytesAsWindows1252() {
    assertThat(StoredText.of("ECG [µV]".getBytes(ISO_8859_1))).isEqualTo("ECG [µV]");
    assertThat(StoredText.of(new byte[] {(byte) 0x80, ' ', (byte) 0x96})).isEqualTo("€ –");
  }

  @Test
  void keepsEveryByteApart() {
    Set<String> texts = new HashSet<>();
    for (int b = 0; b < 256; b++) {
      String text = StoredText.of(new byte[] {'x', (byte) b, 'y'});
      assertThat(text).hasSize(3).doesNotContain("\ufffd");
      texts.add(text);
    }
    assertThat(texts).hasSize(256);
  }
}
