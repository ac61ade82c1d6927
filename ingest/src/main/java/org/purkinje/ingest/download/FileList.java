package org.purkinje.ingest.download;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files found so far: those to fetch, those left out by the config, and those whose path breaks
 * a rule.
 */
final class FileList {

  private final Pattern wanted;
  private final UnaryOperator<String> uri;
  private final List<RemoteFile> files = new ArrayList<>();
  private final List<FileOutcome.Failed> failed = new ArrayList<>();
  private final Set<String> excluded = new HashSet<>();
  private final Map<String, RemoteFile> byFoldedPath = new HashMap<>();
  private final Set<String> folders = new HashSet<>();

  /**
   * @param wanted what a path must match as a whole
   * @param uri from a path to its full address
   */
  FileList(Pattern wanted, UnaryOperator<String> uri) {
    this.wanted = wanted;
    this.uri = uri;
  }

  /**
   * @param file as the publisher's list has it
   * @return the file to fetch, with a tidy path; none if it is known, not wanted or refused
   */
  Optional<RemoteFile> add(RemoteFile file) {
    return add(file, wants(file.path()));
  }

  /** Adds a file that is wanted whatever the config says. */
  Optional<RemoteFile> addAlways(RemoteFile file) {
    return add(file, true);
  }

  boolean wants(String path) {
    return wanted.matcher(path).matches();
  }

  /** Whether a file whose path begins so could be wanted; if not, the prefix counts as left out. */
  boolean reaches(String prefix) {
    Matcher matcher = wanted.matcher(prefix);
    boolean reaches = matcher.matches() || matcher.hitEnd();
    if (!reaches) {
      excluded.add(prefix);
    }
    return reaches;
  }

  private Optional<RemoteFile> add(RemoteFile given, boolean isWanted) {
    if (!isWanted) {
      excluded.add(given.path());
      return Optional.empty();
    }
    Optional<String> broken = PathRule.broken(given.path());
    if (broken.isPresent()) {
      fail(given, broken.get() + ": " + PathRule.shown(given.path()));
      return Optional.empty();
    }
    String folded = folded(given.path());
    RemoteFile known = byFoldedPath.get(folded);
    if (known != null
        && known.path().equals(given.path())
        && known.sha256().equals(given.sha256())) {
      return Optional.empty();
    }
    if (known != null) {
      fail(
          given,
          "listed beside %s, which differs by case or digest alone; the first is taken"
              .formatted(known.path()));
      return Optional.empty();
    }
    if (folders.contains(folded) || parents(folded).stream().anyMatch(byFoldedPath::containsKey)) {
      fail(given, "listed as a file and as a folder");
      return Optional.empty();
    }
    byFoldedPath.put(folded, given);
    folders.addAll(parents(folded));
    files.add(given);
    return Optional.of(given);
  }

  void fail(RemoteFile file, String detail) {
    failed.add(
        new FileOutcome.Failed(
            PathRule.shown(file.path()), uri.apply(""), FileOutcome.Reason.UNSAFE_PATH, detail));
  }

  List<RemoteFile> files() {
    return files;
  }

  List<FileOutcome.Failed> failed() {
    return failed;
  }

  long excluded() {
    return excluded.size();
  }

  private static List<String> parents(String path) {
    List<String> parents = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      parents.add(path.substring(0, slash));
    }
    return parents;
  }

  /** Equal for paths that are one file on a disk that does not tell case or accents' spelling. */
  private static String folded(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
