package org.purkinje.biosignal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileTextTest {

  private static final String TEXT = "Größe µV 您";

  @Test
  void decodesTextsByTheirByteOrderMark() {
    for (var charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(FileText.of(("\uFEFF" + TEXT).getBytes(charset))).isEqualTo(TEXT);
    }
  }

  @Test
  void decodesTextsWithoutMarkAsStoredText() {
    assertThat(FileText.of(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
    assertThat(FileText.of("µV".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("µV");
    assertThat(FileText.of(new byte[0])).isEmpty();
  }
}
