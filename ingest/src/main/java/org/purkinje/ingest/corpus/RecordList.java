package org.purkinje.ingest.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The records of a corpus folder.
 *
 * @param listed named by the file {@code RECORDS}, or, without one, every header found
 * @param unlisted headers found that {@code RECORDS} does not name
 */
public record RecordList(List<String> listed, List<String> unlisted) {

  private static final String HEADER = ".hea";

  /**
   * @throws IllegalArgumentException if the folder is absent or holds no record
   */
  public static RecordList of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + ": no such corpus folder; give the folder that holds the .hea files");
    }
    try {
      Set<String> found = headers(folder);
      Path records = folder.resolve("RECORDS");
      Set<String> listed = Files.isRegularFile(records) ? names(records) : found;
      if (listed.isEmpty()) {
        throw new IllegalArgumentException(
            folder + ": no record in this corpus folder; it must hold .hea files or RECORDS");
      }
      return new RecordList(
          List.copyOf(listed), found.stream().filter(name -> !listed.contains(name)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The list without the headers that are only a part of another record. */
  public RecordList without(Collection<String> segments) {
    Set<String> parts = Set.copyOf(segments);
    return new RecordList(
        listed.stream().filter(name -> !parts.contains(name)).toList(),
        unlisted.stream().filter(name -> !parts.contains(name)).toList());
  }

  private static Set<String> names(Path records) throws IOException {
    try (Stream<String> lines = Files.lines(records)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> headers(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(HEADER))
          .map(name -> name.substring(0, name.length() - HEADER.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
