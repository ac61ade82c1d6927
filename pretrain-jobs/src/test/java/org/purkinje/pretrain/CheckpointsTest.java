package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.pretrain.Checkpoints.Checkpoint;
import org.purkinje.pretrain.Checkpoints.Training;

class CheckpointsTest {

  private static final String KEY = "0123456789abcdef";
  private static final String SHORT = "aaaaaaaaaaaaaaaa";
  private static final String LONG = "bbbbbbbbbbbbbbbb";

  @TempDir private Path warehouse;

  @Test
  void keepsThoseAskedForAlone() throws IOException {
    Checkpoints checkpoints = Checkpoints.begin(training(KEY, SHORT));
    save(checkpoints, 3);
    save(checkpoints, 9);
    save(checkpoints, 12);
    assertThat(checkpoints.last(2, 20)).extracting(Checkpoint::round).containsExactly(12, 9);
    assertThat(checkpoints.last(2, 9)).extracting(Checkpoint::round).containsExactly(9, 3);
    checkpoints.keepOnly(List.of(checkpoints.of(12)));
    try (Stream<Path> files = Files.list(warehouse.resolve(checkpoints.folder()))) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("round-000012");
    }
    assertThat(latest(KEY, SHORT, 12)).containsExactly(12);
  }

  @Test
  void keepsTheOlderOneWhenSavingFails() {
    Checkpoints checkpoints = Checkpoints.begin(training(KEY, SHORT));
    save(checkpoints, 3);
    assertThatThrownBy(
            () ->
                checkpoints.save(
                    6,
                    checkpoint -> {
                      put(checkpoint, StoredCheckpoint.MODEL);
                      put(checkpoint, StoredCheckpoint.OPTIMISER);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("java.io.IOException: No space left on device");
    assertThat(latest(KEY, SHORT, 12)).as("killed before the description").containsExactly(3);
    checkpoints.keepOnly(List.of(save(checkpoints, 9)));
    assertThat(warehouse.resolve(checkpoints.folder()))
        .isDirectoryNotContaining("glob:**round-000006");
    assertThat(latest(KEY, SHORT, 12)).containsExactly(9);
  }

  @Test
  void findsThoseOfTheTrainingThatLastBeganAmongThoseItCanGoOnFrom() throws Exception {
    assertThat(latest(KEY, SHORT, 9)).isEmpty();
    save(Checkpoints.begin(training(KEY, SHORT)), 9);
    Thread.sleep(2);
    save(Checkpoints.begin(training(KEY, SHORT)), 6);
    save(Checkpoints.begin(training("fedcba9876543210", SHORT)), 8);
    Files.writeString(warehouse.resolve("checkpoints/m2ae/notes.txt"), "mine");

    assertThat(latest(KEY, SHORT, 9)).containsExactly(6);
    assertThat(latest(KEY, LONG, 20)).as("with more rounds").containsExactly(6);
    assertThat(latest(KEY, SHORT, 5)).as("with fewer rounds").isEmpty();
  }

  @Test
  void leavesACheckpointAloneThatAnotherTrainingEndedWith() {
    Checkpoint end = save(Checkpoints.begin(training(KEY, SHORT)), 6);
    Checkpoints more = Checkpoints.goOn(training(KEY, LONG), end);
    more.keepOnly(List.of(save(more, 9)));
    assertThat(warehouse.resolve(end.place())).exists();

    Checkpoint own = Checkpoints.latest(training(KEY, LONG), 20).orElseThrow();
    Checkpoints same = Checkpoints.goOn(training(KEY, LONG), own);
    same.keepOnly(List.of(save(same, 12)));
    assertThat(warehouse.resolve(own.place())).as("its own is replaced").doesNotExist();
  }

  private List<Integer> latest(String key, String fingerprint, int rounds) {
    return Checkpoints.latest(training(key, fingerprint), rounds).stream()
        .map(Checkpoint::round)
        .toList();
  }

  private Training training(String key, String fingerprint) {
    return new Training(
        StoredFolder.of(warehouse.toString(), new Configuration(false)), "m2ae", key, fingerprint);
  }

  private static Checkpoint save(Checkpoints checkpoints, int round) {
    return checkpoints.save(
        round,
        checkpoint -> {
          put(checkpoint, StoredCheckpoint.MODEL);
          put(checkpoint, StoredCheckpoint.OPTIMISER);
          put(checkpoint, StoredCheckpoint.DESCRIPTION);
        });
  }

  private static void put(StoredCheckpoint checkpoint, String name) throws IOException {
    checkpoint
        .warehouse()
        .write(checkpoint.place() + "/" + name, file -> Files.writeString(file, name));
  }
}
