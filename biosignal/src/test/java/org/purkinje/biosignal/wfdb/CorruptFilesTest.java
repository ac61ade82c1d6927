package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;

/**
 * Files with random damage are read or refused as malformed; anything else would end a job that
 * reads a whole corpus.
 */
class CorruptFilesTest {

  private static final int ROUNDS = 20_000;

  private static final String HEADER =
      """
      100 2 360/120(5) 4 0:0:0 0/0/0
      100.dat 16x2:1+2 200(1024)/mV 11 1024 995 -22131 0 MLII
      100.dat 16+2 200 11 1024 1011 20052 0 V5
      # 69 M
      """;

  @Test
  void refusesDamagedHeadersOrReadsTheirSignals() throws IOException {
    Random random = new Random(3);
    RecordFolder folder = new MemoryFolder().with("100.dat", new int[40]);
    String alphabet = "0123456789 ./()x:+-#\neE\u00e9\t";
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(HEADER);
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        int at = random.nextInt(text.length());
        String character = "" + alphabet.charAt(random.nextInt(alphabet.length()));
        text.replace(at, at + random.nextInt(2), random.nextInt(4) == 0 ? "" : character);
      }
      try (WfdbSignalReader reader =
          WfdbSignalReader.open(folder, WfdbHeaderReader.parse("r.hea", text.toString()))) {
        reader.readAll();
      } catch (MalformedFileException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, ROUNDS);
  }

  @Test
  void refusesDamagedAnnotationsOrReadsThem() {
    Random random = new Random(4);
    Annotation note = Annotation.of(0, AnnotationCode.of("\""), "## time resolution: 360");
    Annotation beat = new Annotation(5000, AnnotationCode.of("V"), 1, 2, 3, "text");
    byte[] sound = WfdbAnnotationWriter.bytes(WfdbAnnotations.of(List.of(note, beat)));
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = sound.clone();
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        WfdbAnnotationReader.parse("r.atr", bytes);
      } catch (MalformedFileException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, ROUNDS);
  }
}
