package org.purkinje.ingest.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.purkinje.jobsupport.file.FileTree;

/**
 * The files of a corpus folder that may hold records.
 *
 * @param taken those to read
 * @param absent records that {@code RECORDS} names, but whose files are not there
 * @param repeated records that {@code RECORDS} names twice or more
 * @param left files that would fit, but that {@code RECORDS} does not name
 */
public record CorpusFiles(
    List<FoundFile> taken, List<FoundFile> absent, List<FoundFile> repeated, List<FoundFile> left) {

  private static final String LIST = "RECORDS";
  private static final String HEADER = ".hea";

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
    List<FileTree.Entry> all = tree.list();
    for (FileTree.Entry file : all) {
      found(corpus, file.path(), file.bytes()).ifPresent(fit -> fitting.put(file.path(), fit));
    }
    boolean isListed =
        corpus.files().stream().anyMatch(rule -> rule.format() instanceof CorpusFormat.Wfdb)
            && all.stream().anyMatch(file -> file.path().equals(LIST));
    CorpusFiles files =
        isListed
            ? listed(corpus, tree, fitting, all)
            : new CorpusFiles(List.copyOf(fitting.values()), List.of(), List.of(), List.of());
    if (files.taken.isEmpty() && files.absent.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no record of %s in this folder; it must hold files whose paths fit %s"
              .formatted(
                  tree.uri(""),
                  corpus.name(),
                  String.join(" or ", corpus.files().stream().map(FileRule::path).toList())));
    }
    return files;
  }

  private static Optional<FoundFile> found(CorpusDescription corpus, String path, long bytes) {
    for (int rule = 0; rule < corpus.files().size(); rule++) {
      Optional<String> name = corpus.files().get(rule).nameOf(path);
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
      List<FileTree.Entry> all) {
    Set<String> lists = new LinkedHashSet<>();
    all.stream().map(FileTree.Entry::path).filter(CorpusFiles::isList).forEach(lists::add);
    Set<String> named = new LinkedHashSet<>();
    List<String> repeated = new ArrayList<>();
    expand(tree, lists, fitting.keySet(), "", named, repeated);
    List<FoundFile> taken = new ArrayList<>();
    List<FoundFile> absent = new ArrayList<>();
    for (String header : named) {
      FoundFile file = fitting.remove(header);
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
    return new CorpusFiles(taken, absent, again, left);
  }

  /**
   * Names the headers of a list; an entry that ends in a slash stands for the list there or,
   * without one, for all that is there.
   */
  private static void expand(
      FileTree tree,
      Set<String> lists,
      Set<String> fitting,
      String folder,
      Set<String> named,
      List<String> repeated) {
    for (String line : lines(tree, folder + LIST)) {
      String path = folder + line;
      if (!line.endsWith("/")) {
        if (!named.add(path + HEADER)) {
          repeated.add(path + HEADER);
        }
      } else if (lists.remove(path + LIST)) {
        expand(tree, lists, fitting, path, named, repeated);
      } else {
        fitting.stream().filter(file -> file.startsWith(path)).forEach(named::add);
      }
    }
  }

  private static boolean isList(String path) {
    return path.endsWith("/" + LIST);
  }

  private static List<String> lines(FileTree tree, String path) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                tree.folderOf(path).open(FileTree.fileName(path)), StandardCharsets.UTF_8))) {
      return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
