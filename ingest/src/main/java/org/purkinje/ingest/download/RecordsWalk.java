package org.purkinje.ingest.download;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.ingest.corpus.RecordsList;
import org.purkinje.ingest.download.FileOutcome.Failed;
import org.purkinje.ingest.download.FileOutcome.Fetched;
import org.purkinje.ingest.download.FileOutcome.Reason;

/**
 * Finds the files of a tree that has no list of digests: {@code RECORDS} names records and folders
 * with lists of their own, headers name segments and signal files, {@code ANNOTATORS} the endings
 * of annotation files. Lists and headers are fetched on the way, whatever the config wants.
 */
final class RecordsWalk {

  static final String RECORDS = "RECORDS";

  private static final String ANNOTATORS = "ANNOTATORS";
  private static final String HEADER = ".hea";
  private static final String ANNOTATOR = "[A-Za-z0-9_-]+";
  private static final int DEEPEST = 16;

  private final FileList list;
  private final FetchPool pool;
  private final Path folder;
  private final Map<String, FileOutcome> outcomes = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  RecordsWalk(FileList list, FetchPool pool, Path folder) {
    this.list = list;
    this.pool = pool;
    this.folder = folder;
  }

  /**
   * Fetches lists, headers and annotations, and lists the rest.
   *
   * @return what became of them; empty if there is no {@code RECORDS}
   */
  List<FileOutcome> run() throws IOException, InterruptedException {
    Set<String> records = new LinkedHashSet<>();
    Set<String> folders = Set.of("");
    for (int depth = 0; !folders.isEmpty(); depth++) {
      if (depth > DEEPEST) {
        throw new MalformedFileException(
            folders.iterator().next() + RECORDS,
            "path",
            "more than %d folders deep; lists there are not followed".formatted(DEEPEST));
      }
      folders = readLists(folders, records);
    }
    List<String> annotators = outcomes.isEmpty() ? List.of() : annotators();
    readHeaders(records);
    fetchIfThere(
        records.stream()
            .filter(record -> outcomes.get(record + HEADER) instanceof Fetched)
            .flatMap(record -> annotators.stream().map(ending -> record + "." + ending))
            .toList());
    return List.copyOf(outcomes.values());
  }

  /** The files that were listed and not asked for yet. */
  List<RemoteFile> rest() {
    return list.files().stream().filter(file -> !asked.contains(file.path())).toList();
  }

  /** Reads the lists in some folders; the answer is the folders that they name. */
  private Set<String> readLists(Set<String> folders, Set<String> records)
      throws IOException, InterruptedException {
    Set<String> below = new LinkedHashSet<>();
    for (Fetched file :
        fetch(folders.stream().map(f -> f + RECORDS).toList(), folders.contains(""))) {
      String base = file.path().substring(0, file.path().length() - RECORDS.length());
      for (String line : RecordsList.entries(Files.readAllBytes(folder.resolve(file.path())))) {
        String entry = base + line;
        // A record's files may have other names than itself, but lie in its folder.
        if (!list.reaches(entry.substring(0, entry.lastIndexOf('/') + 1))) {
          continue;
        }
        if (entry.endsWith("/")) {
          below.add(entry);
        } else {
          records.add(entry);
        }
      }
    }
    return below;
  }

  private List<String> annotators() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (Fetched file : fetch(List.of(ANNOTATORS), true)) {
      for (String line : lines(file.path())) {
        String name = line.split("\\s", 2)[0];
        if (name.matches(ANNOTATOR)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Headers of records, then those of their segments, and so on; signal files are only listed. */
  private void readHeaders(Set<String> records) throws IOException, InterruptedException {
    Map<String, String> recordByHeader = new HashMap<>();
    records.forEach(record -> recordByHeader.put(record + HEADER, record));
    Set<String> headers = new LinkedHashSet<>(recordByHeader.keySet());
    Set<String> known = new LinkedHashSet<>();
    while (!headers.isEmpty()) {
      known.addAll(headers);
      Set<String> segments = new LinkedHashSet<>();
      for (Fetched header : fetch(List.copyOf(headers), false)) {
        segments.addAll(named(header));
      }
      // A list may name files of formats that have no header.
      List<String> plain =
          headers.stream()
              .filter(path -> recordByHeader.containsKey(path))
              .filter(path -> outcomes.get(path) instanceof Failed f && f.reason() == Reason.ABSENT)
              .filter(path -> recordByHeader.get(path).matches(".*\\.[A-Za-z0-9]{1,5}"))
              .toList();
      for (String path : plain) {
        outcomes.remove(path);
        String record = recordByHeader.get(path);
        list.add(RemoteFile.at(record));
      }
      segments.removeAll(known);
      headers = segments;
    }
  }

  /** Lists the signal files that a header names; the answer is the headers of its segments. */
  private Set<String> named(Fetched file) throws IOException {
    Set<String> segments = new LinkedHashSet<>();
    String base = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    String record = file.path().substring(base.length(), file.path().length() - HEADER.length());
    try {
      WfdbHeader header =
          WfdbHeaderReader.read(new LocalRecordFolder(folder.resolve(base)), record);
      header.segments().stream()
          .map(segment -> segment.recordName())
          .filter(name -> !name.equals("~"))
          .forEach(name -> segments.add(base + name + HEADER));
      header.signals().stream()
          .map(signal -> signal.fileName())
          .filter(name -> !name.equals("~"))
          .distinct()
          .forEach(name -> list.add(RemoteFile.at(base + name)));
    } catch (MalformedFileException e) {
      outcomes.put(
          file.path(), new Failed(file.path(), file.uri(), Reason.MALFORMED, e.getMessage()));
    }
    return segments;
  }

  private void fetchIfThere(List<String> paths) throws IOException, InterruptedException {
    // Whether a file that is not wanted is there is not known, so it is not counted as left out.
    fetch(paths.stream().filter(list::wants).toList(), true);
  }

  private List<Fetched> fetch(List<String> paths, boolean mayBeAbsent)
      throws IOException, InterruptedException {
    List<RemoteFile> files =
        paths.stream()
            .map(path -> list.addAlways(RemoteFile.at(path)))
            .flatMap(Optional::stream)
            .toList();
    files.forEach(file -> asked.add(file.path()));
    return note(pool.fetch(files), mayBeAbsent);
  }

  private List<Fetched> note(List<FileOutcome> made, boolean mayBeAbsent) {
    List<Fetched> fetched = new ArrayList<>();
    for (FileOutcome outcome : made) {
      boolean isAbsent = outcome instanceof Failed f && f.reason() == Reason.ABSENT;
      if (!isAbsent || !mayBeAbsent) {
        outcomes.put(outcome.path(), outcome);
      }
      if (outcome instanceof Fetched file) {
        fetched.add(file);
      }
    }
    return fetched;
  }

  private List<String> lines(String path) throws IOException {
    try (Stream<String> lines =
        Files.readString(folder.resolve(path), StandardCharsets.ISO_8859_1).lines()) {
      return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }
}
