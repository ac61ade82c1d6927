package org.purkinje.biosignal.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Streams that libFLAC wrote, with random damage: refused as malformed, never anything else. That
 * they are read rightly, {@code WfdbSignalsIT} shows.
 */
class FlacReaderIT {

  private static final int ROUNDS = 100_000;

  @Test
  void refusesDamagedStreams() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to the folder of the real corpora");
    Path folder = Path.of(corpora, "wfdb-samples/sample-data");
    Random random = new Random(7);
    int refused = 0;
    for (String name : List.of("flacformats.d0", "flacformats.d1", "flacformats.d2")) {
      byte[] sound = Files.readAllBytes(folder.resolve(name));
      decode(sound);
      for (int round = 0; round < ROUNDS / 3; round++) {
        byte[] damaged = sound.clone();
        for (int damage = random.nextInt(4); damage >= 0; damage--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(8) == 0) {
          damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
        }
        try {
          decode(damaged);
        } catch (MalformedFileException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private static void decode(byte[] stream) throws IOException {
    FlacReader reader = FlacReader.open("r.dat", new ByteArrayInputStream(stream));
    while (reader.readFrame() > 0) {}
  }
}
