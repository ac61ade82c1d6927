package org.purkinje.ingest.labelmap;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.config.Home;

/**
 * A file of {@code configs/label-maps}: the classes of a task that the codes of a system stand for.
 *
 * @param name system and task with a hyphen between them, e.g. {@code scp-ptbxl-superclass}
 * @param version changes whenever a code or its class does
 * @param title the task in words
 * @param source publication that the facts come from
 * @param system coding system as in {@code labels.system}; {@value #BEATS} are the beats of {@code
 *     annotations}
 * @param task key of what is predicted; maps of one task have the same classes
 * @param classes class to the codes that stand for it
 * @param ignored reason to the codes that are none of the task's classes for that reason
 */
public record LabelMap(
    String name,
    String version,
    String title,
    String source,
    String system,
    String task,
    Kind kind,
    Map<String, List<String>> classes,
    Map<String, List<String>> ignored) {

  /** System of the symbols of beat annotations. */
  public static final String BEATS = "mit";

  /** How many classes a record, or a beat, may have. */
  public enum Kind {
    /** One. */
    MULTICLASS,
    /** Any number; a code may also stand for several. */
    MULTILABEL
  }

  /** What a map says of a code. */
  public enum Verdict {
    MAPPED,
    IGNORED,
    UNMAPPED
  }

  /** A code and a class that it stands for. */
  public record Entry(String code, String taskClass) {}

  public LabelMap {
    if (!name.equals(system + "-" + task) || !name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "name must be %s-%s, system and task in small letters, digits and hyphens, got %s"
              .formatted(system, task, name));
    }
    classes = CodeGroups.checked("classes", classes);
    ignored = CodeGroups.checked("ignored", ignored);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("classes must hold 1 class or more, got none");
    }
    if (kind == Kind.MULTICLASS) {
      CodeGroups.requireOneGroupPerCode("classes", "kind is multiclass", classes);
    }
    CodeGroups.requireOneGroupPerCode("ignored", "one reason is enough", ignored);
    CodeGroups.requireDisjoint(classes, ignored);
  }

  /**
   * @throws IllegalArgumentException if there is no such file or it breaks a rule
   */
  public static LabelMap named(String name) {
    LabelMap map = ConfigReader.read(file(name), Map.of(), LabelMap.class);
    if (!map.name.equals(name)) {
      throw new IllegalArgumentException(
          "%s: name must be %s like the file, got %s".formatted(file(name), name, map.name));
    }
    return map;
  }

  public static Path file(String name) {
    return Home.configs().resolve("label-maps").resolve(name + ".yaml");
  }

  /** What is counted: the rows of {@code labels}, or beats. */
  public String unit() {
    return isOfBeats() ? "beats" : "labels";
  }

  public boolean isOfBeats() {
    return system.equals(BEATS);
  }

  /** Every code of a class, with the class, in the file's order. */
  public List<Entry> entries() {
    return classes.entrySet().stream()
        .flatMap(group -> group.getValue().stream().map(code -> new Entry(code, group.getKey())))
        .toList();
  }

  /** The classes that a code stands for, in the file's order; none if it is not mapped. */
  public List<String> classesOf(String code) {
    return entries().stream()
        .filter(entry -> entry.code().equals(code))
        .map(Entry::taskClass)
        .toList();
  }

  public Verdict verdict(String code) {
    if (holds(classes, code)) {
      return Verdict.MAPPED;
    }
    return holds(ignored, code) ? Verdict.IGNORED : Verdict.UNMAPPED;
  }

  private static boolean holds(Map<String, List<String>> groups, String code) {
    Stream<List<String>> codes = groups.values().stream();
    return codes.anyMatch(group -> group.contains(code));
  }
}
