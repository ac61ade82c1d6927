package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * Files with random damage are read or refused as malformed; anything else would end a job that
 * reads a whole corpus.
 */
class CorruptFilesTest {

  private static final int ROUNDS = 100_000;

  private static final String HEADER =
      """
      100 2 360/120(5) 4 0:0:0 0/0/0
      100.dat 16x2:1+2 200(1024)/mV 11 1024 995 -22131 0 MLII
      100.dat 16+2 200 11 1024 1011 20052 0 V5
      # 69 M
      """;

  private static final String SEGMENTS = "r/4 1 250 30\nlay 0\na 10\n~ 5\nb 15\n";

  @Test
  void refusesDamagedHeadersOrReadsTheirSignals() throws IOException {
    readDamaged(HEADER, new MemoryFolder().with("100.dat", new int[40]), new Random(3));
  }

  @Test
  void refusesDamagedSegmentListsOrReadsThem() throws IOException {
    MemoryFolder folder = new MemoryFolder().with("s.dat", new int[60]);
    folder.with("lay.hea", "lay 1 250 0\n~ 0 200 8 0 0 0 0 II\n".chars().toArray());
    folder.with("a.hea", "a 1 250 10\ns.dat 16 200 16 0 0 0 0 II\n".chars().toArray());
    folder.with("b.hea", "b 1 250 15\ns.dat 310 100 10 0 0 0 0 II\n".chars().toArray());
    readDamaged(SEGMENTS, folder, new Random(5));
  }

  private static void readDamaged(String header, RecordFolder folder, Random random)
      throws IOException {
    String alphabet = "0123456789 ./()x:+-#\neE\u00e9\t~ab";
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(header);
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        int at = random.nextInt(text.length());
        String character = "" + alphabet.charAt(random.nextInt(alphabet.length()));
        text.replace(at, at + random.nextInt(2), random.nextInt(4) == 0 ? "" : character);
      }
      try (WfdbRecordReader reader =
          WfdbRecordReader.open(folder, WfdbHeaderReader.parse("r.hea", text.toString()))) {
        // A damaged length may be that of years of gaps, which are valid.
        for (int chunk = 0; chunk < 10 && reader.readFrames(64).length > 0; chunk++) {}
      } catch (MalformedFileException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, ROUNDS);
  }

  @Test
  void refusesDamagedAnnotationsOrReadsThem() {
    Annotation note = Annotation.of(0, StandardCodes.of("\""), "## time resolution: 360");
    Annotation beat = new Annotation(5000, StandardCodes.of("V"), 1, 2, 3, "text");
    parseDamaged(
        WfdbAnnotationWriter.bytes(WfdbAnnotations.of(List.of(note, beat))), new Random(4));
  }

  @Test
  void refusesDamagedAhaAnnotationsOrReadsThem() {
    byte[] two =
        HexFormat.of()
            .parseHex("004e0100010001000000000000000000" + "004f000012000100ff1c285654000000");
    parseDamaged(two, new Random(6));
  }

  private static void parseDamaged(byte[] sound, Random random) {
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
