package org.purkinje.ingest.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.jobsupport.file.FileTree;

/**
 * The files of a corpus folder that may hold records.
 *
 * @param taken those to read, by record name
 * @param absent records that {@code RECORDS} names, but whose files are not there
 * @param repeated records that {@code RECORDS} names twice or more
 * @param left files that would fit, but that {@code RECORDS} does not name
 */
public record CorpusFiles(
    List<FileTree.Entry> taken,
    List<String> absent,
    List<String> repeated,
    List<FileTree.Entry> left) {

  private static final String LIST = "RECORDS";
  private static final String HEADER = ".hea";

  /**
   * @throws IllegalArgumentException if the folder is absent or holds no record
   */
  public static CorpusFiles of(CorpusDescription corpus, FileTree tree) {
    Map<String, FileTree.Entry> fitting = new TreeMap<>();
    Pattern records = Pattern.compile(corpus.records());
    List<FileTree.Entry> all = tree.list();
    for (FileTree.Entry file : all) {
      if (records.matcher(file.path()).matches()) {
        fitting.put(file.path(), file);
      }
    }
    boolean isListed =
        corpus.format() instanceof CorpusFormat.Wfdb
            && all.stream().anyMatch(file -> file.path().equals(LIST));
    CorpusFiles files =
        isListed
            ? listed(tree, records, fitting, all)
            : new CorpusFiles(List.copyOf(fitting.values()), List.of(), List.of(), List.of());
    if (files.taken.isEmpty() && files.absent.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no record of %s in this folder; it must hold files whose paths fit %s"
              .formatted(tree.uri(""), corpus.name(), corpus.records()));
    }
    return files;
  }

  private static CorpusFiles listed(
      FileTree tree,
      Pattern records,
      Map<String, FileTree.Entry> fitting,
      List<FileTree.Entry> all) {
    Set<String> lists = new LinkedHashSet<>();
    all.stream().map(FileTree.Entry::path).filter(CorpusFiles::isList).forEach(lists::add);
    Set<String> named = new LinkedHashSet<>();
    List<String> repeated = new ArrayList<>();
    expand(tree, lists, fitting.keySet(), "", named, repeated);
    List<FileTree.Entry> taken = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String header : named) {
      if (fitting.containsKey(header)) {
        taken.add(fitting.remove(header));
      } else if (records.matcher(header).matches()) {
        absent.add(header);
      }
    }
    return new CorpusFiles(
        List.copyOf(taken), List.copyOf(absent), repeated, List.copyOf(fitting.values()));
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

  /** What a file's records are called: the first group of the corpus' pattern. */
  public static String name(CorpusDescription corpus, String path) {
    Matcher matcher = Pattern.compile(corpus.records()).matcher(path);
    if (!matcher.matches() || matcher.group(1) == null) {
      throw new IllegalArgumentException(
          "records must fit %s and have a group in it, got %s".formatted(path, corpus.records()));
    }
    return matcher.group(1);
  }
}
