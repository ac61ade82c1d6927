package org.purkinje.ingest.download;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a path must be so that the file of a stranger's list can be written below a folder. */
final class PathRule {

  /** End of the names of files that are not whole yet. */
  static final String PARTIAL = ".partial";

  /** Start of the names of the download's own files. */
  static final String OWN = ".purkinje-download";

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}]");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final int MAX_NAME = 255;

  private PathRule() {}

  /** Why a path is not taken. */
  static Optional<String> broken(String path) {
    if (CONTROL.matcher(path).find() || path.contains("\\")) {
      return Optional.of("path with a control character or a backslash");
    }
    if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
      return Optional.of("path that is not relative");
    }
    for (String name : path.split("/", -1)) {
      if (name.isBlank() || name.equals(".") || name.equals("..")) {
        return Optional.of("path that leaves the folder or has an empty part");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length + PARTIAL.length() > MAX_NAME) {
        return Optional.of("name of more than %d bytes".formatted(MAX_NAME - PARTIAL.length()));
      }
    }
    if (path.endsWith(PARTIAL) || path.startsWith(OWN)) {
      return Optional.of("path that the download keeps for itself");
    }
    return Optional.empty();
  }

  /** A path as text for a message, cut short, with nothing in it that a terminal would obey. */
  static String shown(String path) {
    String plain = CONTROL.matcher(path).replaceAll("?");
    return plain.length() > 120 ? plain.substring(0, 117) + "..." : plain;
  }
}
