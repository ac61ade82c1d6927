package org.purkinje.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.jobsupport.file.StoredFolder;

/**
 * The checkpoints of one training: {@link StoredCheckpoint}s {@code
 * checkpoints/PRETRAINING/KEY-FINGERPRINT-TIME/round-000012}, TIME being when the training began.
 * Those of other trainings, of another code or config, are left alone.
 *
 * @param folder its place in the warehouse
 */
record Checkpoints(StoredFolder warehouse, String folder) {

  private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{12}-(\\d+)");
  private static final Pattern NAME = Pattern.compile("round-(\\d{6})");
  private static final int DIGITS = 12;

  /**
   * @param round rounds done
   * @param place of its folder in the warehouse
   */
  record Checkpoint(int round, String place) {

    /** The one whose folder this is. */
    static Checkpoint at(String place) {
      Matcher name = NAME.matcher(place.substring(place.lastIndexOf('/') + 1));
      if (!name.matches()) {
        throw new IllegalArgumentException("no folder of a checkpoint: " + place);
      }
      return new Checkpoint(Integer.parseInt(name.group(1)), place);
    }

    private String folder() {
      return place.substring(0, place.lastIndexOf('/'));
    }
  }

  /** Writes the files of a checkpoint. */
  @FunctionalInterface
  interface Saving {
    void to(StoredCheckpoint checkpoint) throws IOException;
  }

  /** What tells trainings apart. */
  record Training(
      StoredFolder warehouse, String pretraining, String resumeKey, String fingerprint) {

    private String folder() {
      return "checkpoints/" + pretraining;
    }

    private String prefix() {
      return resumeKey.substring(0, DIGITS) + "-";
    }

    /** The name of its folder, but for the time. */
    private String name() {
      return prefix() + fingerprint.substring(0, DIGITS) + "-";
    }

    private boolean isOwn(String folder) {
      return folder.startsWith(folder() + "/" + name());
    }
  }

  /** Those of a training that begins now. */
  static Checkpoints begin(Training training) {
    return new Checkpoints(
        training.warehouse(),
        training.folder() + "/" + training.name() + System.currentTimeMillis());
  }

  /**
   * The last checkpoint of the training that last began among those that this one can go on from.
   *
   * @param rounds most rounds that it may have done
   */
  static Optional<Checkpoint> latest(Training training, int rounds) {
    return training.warehouse().names(training.folder()).stream()
        .filter(name -> FOLDER.matcher(name).matches())
        .filter(name -> name.startsWith(training.prefix()))
        .sorted(
            Comparator.comparingLong(Checkpoints::begun)
                .reversed()
                .thenComparing(name -> !name.startsWith(training.name())))
        .map(name -> new Checkpoints(training.warehouse(), training.folder() + "/" + name))
        .flatMap(checkpoints -> checkpoints.last(rounds).stream())
        .findFirst();
  }

  /** Where a training that goes on from a checkpoint keeps its own: in place of it if it is one. */
  static Checkpoints goOn(Training training, Checkpoint from) {
    return training.isOwn(from.folder())
        ? new Checkpoints(training.warehouse(), from.folder())
        : begin(training);
  }

  private static long begun(String name) {
    return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
  }

  private Optional<Checkpoint> last(int rounds) {
    return last(1, rounds).stream().findFirst();
  }

  /**
   * The last ones, newest first.
   *
   * @param rounds most rounds that they may have done
   */
  List<Checkpoint> last(int number, int rounds) {
    return all().stream()
        .filter(checkpoint -> checkpoint.round() <= rounds)
        .sorted(Comparator.comparingInt(Checkpoint::round).reversed())
        .filter(checkpoint -> stored(checkpoint).isWhole())
        .limit(number)
        .toList();
  }

  /** The one of a round, whether or not it is saved. */
  Checkpoint of(int round) {
    return new Checkpoint(round, "%s/round-%06d".formatted(folder, round));
  }

  Checkpoint save(int round, Saving saving) {
    try {
      saving.to(stored(of(round)));
      return of(round);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes all others of this training, and what is left of those that were not finished. */
  void keepOnly(Collection<Checkpoint> kept) {
    try {
      for (Checkpoint checkpoint : all()) {
        if (!kept.contains(checkpoint)) {
          stored(checkpoint).delete();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a checkpoint, of this training or another. */
  StoredCheckpoint stored(Checkpoint checkpoint) {
    return new StoredCheckpoint(warehouse, checkpoint.place());
  }

  private List<Checkpoint> all() {
    return warehouse.names(folder).stream()
        .filter(name -> NAME.matcher(name).matches())
        .map(name -> Checkpoint.at(folder + "/" + name))
        .toList();
  }
}
