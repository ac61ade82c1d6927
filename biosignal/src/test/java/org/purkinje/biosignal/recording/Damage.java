package org.purkinje.biosignal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.purkinje.biosignal.MalformedFileException;

/** Reads a sound file with random damage again and again: it must be read or refused. */
public final class Damage {

  /** 20,000 damaged files, or as many as {@code -Dpurkinje.damages} says. */
  public static final int ROUNDS = Integer.getInteger("purkinje.damages", 20_000);

  private Damage() {}

  /**
   * Changes up to four bytes, and cuts every eighth file off.
   *
   * @param rounds how often
   */
  public static void readDamaged(RecordFormat format, String fileName, byte[] sound, int rounds)
      throws IOException {
    Random random = new Random(9);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = sound.clone();
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(8) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try (RecordFile file = format.open(new MemoryFolder().with(fileName, bytes), fileName)) {
        for (String member : file.members()) {
          read(file, member);
        }
      } catch (MalformedFileException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, rounds);
  }

  private static void read(RecordFile file, String member) throws IOException {
    try (SignalRecord record = file.open(member)) {
      record.notes();
      record.annotations();
      // A damaged time may make a gap of a year, which is valid.
      for (int chunk = 0; chunk < 10 && !record.read(4096).isEmpty(); chunk++) {}
    }
  }
}
