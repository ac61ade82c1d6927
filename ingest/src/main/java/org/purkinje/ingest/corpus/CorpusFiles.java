package org.purkinje.ingest.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purkinje.biosignal.recording.ReadProblem;
import org.purkinje.jobsupport.file.FileTree;

/**
 * The files of a corpus folder that may hold records.
 *
 * @param taken those to read
 * @param absent records that {@code RECORDS} names, but whose files are not there
 * @param repeated records that {@code RECORDS} names twice or more
 * @param left files that would fit, but that {@code RECORDS} does not name
 * @param unreadable files that would be taken, and lists and folders, each with why it cannot be
 *     read
 * @param hidden files and folders passed over, see {@link FileTree#isHidden}
 */
public record CorpusFiles(
    List<FoundFile> taken,
    List<FoundFile> absent,
    List<FoundFile> repeated,
    List<FoundFile> left,
    Map<FoundFile, String> unreadable,
    int hidden) {

  private static final String LIST = "RECORDS";
  private static final String HEADER = ".hea";

  /** In place of the rule of a list or a folder, which no rule fits. */
  private static final int NO_RULE = -1;

  /**
   * A file that a rule fits.
   *
   * @param name what its records are called; that of several is followed by {@code /} and their own
   * @param path in the corpus folder
   * @param bytes its length; 0 if it is not there
   * @param rule place of the rule in {@link CorpusDescription#files()}
   */
  public record FoundFile(String name, String path, long bytes, int rule) implements Serializable {}

  /**
   * @throws IllegalArgumentException if the folder is absent or holds no record
   */
  public static CorpusFiles of(CorpusDescription corpus, FileTree tree) {
    Map<String, FoundFile> fitting = new TreeMap<>();
    Map<FoundFile, String> unreadable = new LinkedHashMap<>();
    List<FileTree.Entry> all = new ArrayList<>();
    int hidden = 0;
    for (FileTree.Entry file : tree.list()) {
      String path = file.path();
      if (FileTree.isHidden(path)) {
        hidden++;
        continue;
      }
      Optional<FoundFile> found = found(corpus, path, file.bytes());
      if (file.isReadable()) {
        all.add(file);
      } else if (path.endsWith("/") || path.equals(LIST) || isList(path)) {
        unreadable.put(new FoundFile(path, path, 0, NO_RULE), file.problem());
      }
      found.ifPresent(fit -> fitting.put(path, fit));
      if (!file.isReadable()) {
        found.ifPresent(fit -> unreadable.put(fit, file.problem()));
      }
    }
    boolean isListed =
        corpus.files().stream().anyMatch(rule -> rule.format() instanceof CorpusFormat.Wfdb)
            && all.stream().anyMatch(file -> file.path().equals(LIST));
    CorpusFiles files =
        isListed
            ? listed(corpus, tree, fitting, all, unreadable)
            : new CorpusFiles(
                List.copyOf(fitting.values()), List.of(), List.of(), List.of(), Map.of(), 0);
    files = files.without(unreadable, hidden);
    if (files.taken.isEmpty() && files.absent.isEmpty() && files.unreadable.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no record of %s in this folder; it must hold files whose paths fit %s"
              .formatted(
                  tree.uri(""),
                  corpus.name(),
                  String.join(" or ", corpus.files().stream().map(FileRule::path).toList())));
    }
    return files;
  }

  /** The same without what cannot be read, of which files that would be left out say nothing. */
  private CorpusFiles without(Map<FoundFile, String> problems, int hidden) {
    Map<FoundFile, String> met = new LinkedHashMap<>(problems);
    met.keySet().removeIf(file -> file.rule() != NO_RULE && !taken.contains(file));
    return new CorpusFiles(
        taken.stream().filter(file -> !problems.containsKey(file)).toList(),
        absent,
        repeated,
        left.stream().filter(file -> !problems.containsKey(file)).toList(),
        met,
        hidden);
  }

  private static Optional<FoundFile> found(CorpusDescription corpus, String path, long bytes) {
    for (int rule = 0; rule < corpus.files().size(); rule++) {
      Optional<String> name = corpus.files().get(rule).nameOf(path);
      if (name.isPresent()) {
        return Optional.of(new FoundFile(name.get(), path, bytes, rule));
      }
    }
    for (int rule = 0; rule < corpus.files().size(); rule++) {
      Optional<String> name = corpus.files().get(rule).nameOfAnyCase(path);
      if (name.isPresent()) {
        return Optional.of(new FoundFile(name.get(), path, bytes, rule));
      }
    }
    return Optional.empty();
  }

  private static CorpusFiles listed(
      CorpusDescription corpus,
      FileTree tree,
      Map<String, FoundFile> fitting,
      List<FileTree.Entry> all,
      Map<FoundFile, String> unreadable) {
    Map<String, String> pathByKey = new TreeMap<>();
    fitting.keySet().forEach(path -> pathByKey.put(RecordsList.key(path), path));
    Set<String> lists = new LinkedHashSet<>();
    all.stream().map(FileTree.Entry::path).filter(CorpusFiles::isList).forEach(lists::add);
    Set<String> named = new LinkedHashSet<>();
    List<String> repeated = new ArrayList<>();
    expand(new Lists(tree, lists, unreadable), fitting.keySet(), "", named, repeated);
    List<FoundFile> taken = new ArrayList<>();
    List<FoundFile> absent = new ArrayList<>();
    for (String header : named) {
      FoundFile file = fitting.remove(pathByKey.getOrDefault(RecordsList.key(header), header));
      if (file != null) {
        taken.add(file);
      } else {
        found(corpus, header, 0).ifPresent(absent::add);
      }
    }
    List<FoundFile> left = new ArrayList<>();
    for (FoundFile file : fitting.values()) {
      boolean isWfdb = corpus.files().get(file.rule()).format() instanceof CorpusFormat.Wfdb;
      (isWfdb ? left : taken).add(file);
    }
    List<FoundFile> again =
        repeated.stream().flatMap(path -> found(corpus, path, 0).stream()).toList();
    return new CorpusFiles(taken, absent, again, left, Map.of(), 0);
  }

  /**
   * Names the headers of a list; an entry that ends in a slash stands for the list there or,
   * without one, for all that is there.
   */
  private static void expand(
      Lists lists, Set<String> fitting, String folder, Set<String> named, List<String> repeated) {
    Optional<List<String>> entries = lists.read(folder + LIST);
    if (entries.isEmpty()) {
      fitting.stream().filter(file -> file.startsWith(folder)).forEach(named::add);
      return;
    }
    for (String entry : entries.get()) {
      String path = folder + entry;
      if (!entry.endsWith("/")) {
        if (!named.add(RecordsList.key(path + HEADER))) {
          repeated.add(path + HEADER);
        }
      } else if (lists.left().remove(path + LIST)) {
        expand(lists, fitting, path, named, repeated);
      } else {
        fitting.stream().filter(file -> file.startsWith(path)).forEach(named::add);
      }
    }
  }

  private static boolean isList(String path) {
    return path.endsWith("/" + LIST);
  }

  /**
   * The lists of a folder.
   *
   * @param left those not read yet
   * @param unreadable takes those that cannot be read
   */
  private record Lists(FileTree tree, Set<String> left, Map<FoundFile, String> unreadable) {

    Optional<List<String>> read(String path) {
      try (InputStream in = tree.folderOf(path).open(FileTree.fileName(path))) {
        return Optional.of(RecordsList.entries(in.readAllBytes()));
      } catch (IOException e) {
        try {
          unreadable.put(new FoundFile(path, path, 0, NO_RULE), ReadProblem.of(e));
        } catch (IOException interrupted) {
          throw new UncheckedIOException(interrupted);
        }
        return Optional.empty();
      }
    }
  }
}
