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
 * checkpoints/PRETRAINING/KEY-FINGERPRINT-TIME/round-000012.zip}, TIME being when the training
 * began. A file appears under its name only when it is whole. Those of other trainings, of another
 * code or config, are left alone.
 */
record Checkpoints(Path folder) {

  private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{12}-(\\d+)");
  private static final Pattern NAME = Pattern.compile("round-(\\d{6})\\.zip");
  private static final int DIGITS = 12;

  /**
   * @param round rounds done
   */
  record Checkpoint(int round, Path path) {}

  /** Writes a checkpoint to the file it is given. */
  @FunctionalInterface
  interface Saving {
    void to(File file) throws IOException;
  }

  /** What tells trainings apart. */
  record Training(Path warehouse, String pretraining, String resumeKey, String fingerprint) {

    private Path folder() {
      return warehouse.resolve("checkpoints").resolve(pretraining);
    }

    private String prefix() {
      return resumeKey.substring(0, DIGITS) + "-";
    }

    private boolean isOwn(Path folder) {
      return String.valueOf(folder.getFileName())
          .startsWith(prefix() + fingerprint.substring(0, DIGITS) + "-");
    }
  }

  /** Those of a training that begins now. */
  static Checkpoints begin(Training training) {
    return new Checkpoints(
        training
            .folder()
            .resolve(
                training.prefix()
                    + training.fingerprint().substring(0, DIGITS)
                    + "-"
                    + System.currentTimeMillis()));
  }

  /**
   * The last checkpoint of the training that last began among those that this one can go on from.
   *
   * @param rounds most rounds that it may have done
   */
  static Optional<Checkpoint> latest(Training training, int rounds) {
    if (!Files.isDirectory(training.folder())) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(training.folder())) {
      return folders
          .filter(folder -> FOLDER.matcher(String.valueOf(folder.getFileName())).matches())
          .filter(folder -> folder.getFileName().toString().startsWith(training.prefix()))
          .sorted(
              Comparator.comparingLong(Checkpoints::begun)
                  .reversed()
                  .thenComparing(folder -> !training.isOwn(folder)))
          .flatMap(folder -> new Checkpoints(folder).last(rounds).stream())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a training that goes on from a checkpoint keeps its own: in place of it if it is one. */
  static Checkpoints goOn(Training training, Checkpoint from) {
    Path folder = from.path().resolveSibling("");
    return training.isOwn(folder) ? new Checkpoints(folder) : begin(training);
  }

  private static long begun(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
  }

  private Optional<Checkpoint> last(int rounds) {
    return all().stream()
        .filter(checkpoint -> checkpoint.round() <= rounds)
        .max(Comparator.comparingInt(Checkpoint::round));
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
