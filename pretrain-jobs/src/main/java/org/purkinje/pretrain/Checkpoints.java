package org.purkinje.pretrain;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoint files of one training, newest kept: {@code
 * checkpoints/PRETRAINING/FINGERPRINT/round-000012.zip}. A file appears under its name only when it
 * is whole.
 */
record Checkpoints(Path folder) {

  private static final Pattern RUN = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern NAME = Pattern.compile("round-(\\d{6})\\.zip");

  /**
   * @param round rounds done
   */
  record Checkpoint(int round, Path path) {}

  /** Writes a checkpoint to the file it is given. */
  @FunctionalInterface
  interface Saving {
    void to(File file) throws IOException;
  }

  static Checkpoints of(Path warehouse, String pretraining, String fingerprint) {
    return new Checkpoints(
        warehouse
            .resolve("checkpoints")
            .resolve(pretraining)
            .resolve(fingerprint.substring(0, 12)));
  }

  Optional<Checkpoint> latest() {
    return all().stream().max(Comparator.comparingInt(Checkpoint::round));
  }

  /** Saves, then deletes the older ones. */
  Checkpoint save(int round, Saving saving) {
    try {
      Files.createDirectories(folder);
      Path path = folder.resolve("round-%06d.zip".formatted(round));
      Path partial = folder.resolve(path.getFileName() + ".partial");
      saving.to(partial.toFile());
      Files.move(
          partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      for (Checkpoint older : all()) {
        if (older.round() < round) {
          Files.delete(older.path());
        }
      }
      return new Checkpoint(round, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes every checkpoint and what an interrupted {@link #save} left. */
  void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the checkpoints of runs with another code, config or input under the same name. */
  void removeOtherRuns() {
    try (Stream<Path> runs = Files.list(folder.resolveSibling(""))) {
      List<Path> others =
          runs.filter(run -> RUN.matcher(String.valueOf(run.getFileName())).matches())
              .filter(run -> !run.equals(folder))
              .toList();
      for (Path other : others) {
        new Checkpoints(other).clear();
        Files.delete(other);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Checkpoint> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(
              file -> {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                return name.matches()
                    ? Stream.of(new Checkpoint(Integer.parseInt(name.group(1)), file))
                    : Stream.empty();
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
