package org.purkinje.ingest.download;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.purkinje.biosignal.file.WholeFile;

/**
 * Remembers which files of a folder are whole, so that the next run need not read them again to
 * know. A line is added as each file ends; the last one about a path holds. It may be deleted: then
 * files are known by their bytes.
 */
final class DownloadState implements Closeable {

  static final String NAME = PathRule.OWN + ".csv";

  private final Path folder;
  private final ConcurrentHashMap<String, StateLine> lineByPath = new ConcurrentHashMap<>();
  private final BufferedWriter out;

  private DownloadState(Path folder) throws IOException {
    this.folder = folder;
    Path file = folder.resolve(NAME);
    read(file).forEach(line -> lineByPath.put(line.path(), line));
    tidyUp();
    // A channel would be closed by the interruption of one of the threads that write to it.
    this.out = new BufferedWriter(new FileWriter(file.toFile(), StandardCharsets.UTF_8, true));
  }

  static DownloadState open(Path folder) throws IOException {
    try {
      return new DownloadState(folder);
    } catch (IOException e) {
      throw new LocalFileException(folder.resolve(NAME), e);
    }
  }

  /** The line about a file that lies in the folder as it was left. */
  Optional<StateLine> whole(String path) throws IOException {
    Optional<StateLine> line = line(path).filter(l -> l.status() != StateLine.Status.PARTIAL);
    if (line.isEmpty()) {
      return line;
    }
    try {
      Path file = folder.resolve(path);
      boolean isAsLeft =
          Files.isRegularFile(file)
              && Files.size(file) == line.get().bytes()
              && Files.getLastModifiedTime(file).toMillis() == line.get().modifiedMillis();
      return isAsLeft ? line : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Version of the source's file of which the folder holds the beginning; empty if unknown. */
  String partialValidator(String path) {
    return line(path)
        .filter(l -> l.status() == StateLine.Status.PARTIAL)
        .map(StateLine::validator)
        .orElse("");
  }

  void add(StateLine line) throws LocalFileException {
    if (line.equals(lineByPath.put(line.path(), line))) {
      return;
    }
    synchronized (out) {
      try {
        out.write(line.text());
        out.write('\n');
        out.flush();
      } catch (IOException e) {
        throw new LocalFileException(folder.resolve(NAME), e);
      }
    }
  }

  /** Leaves one line per file, and the list as it was if there is no news. */
  @Override
  public void close() throws IOException {
    out.close();
    if (!Thread.currentThread().isInterrupted()) {
      tidyUp();
    }
  }

  private Optional<StateLine> line(String path) {
    return Optional.ofNullable(lineByPath.get(path));
  }

  private static List<StateLine> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(StateLine::parse).flatMap(Optional::stream).toList();
    } catch (UncheckedIOException e) {
      // Not text: of no more use than an absent one.
      return List.of();
    }
  }

  /** Replaces what is outdated or was cut short by the end of a process. */
  private void tidyUp() throws IOException {
    List<String> lines = new ArrayList<>(List.of(StateLine.HEADER));
    lineByPath.values().stream().map(StateLine::text).sorted().forEach(lines::add);
    Path file = folder.resolve(NAME);
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), text)) {
      return;
    }
    WholeFile.write(file, partial -> Files.write(partial, text));
  }
}
