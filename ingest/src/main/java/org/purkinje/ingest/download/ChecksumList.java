package org.purkinje.ingest.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.MalformedFileException;

/** Reads {@code SHA256SUMS.txt}: a digest and a path per line, as {@code sha256sum} writes them. */
final class ChecksumList {

  static final String NAME = "SHA256SUMS.txt";

  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})[ \\t][ *]?(.+)");

  private ChecksumList() {}

  /**
   * @param source name of the list in error messages
   * @return the files in the list's order, the list itself left out
   * @throws MalformedFileException if a line is not a digest and a path
   */
  static List<RemoteFile> read(String source, Path file) throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          RemoteFile listed = parse(source, number, line);
          if (!listed.path().equals(NAME)) {
            files.add(listed);
          }
        }
      }
    }
    if (files.isEmpty()) {
      throw new MalformedFileException(
          source, "line 1", "names no file; is it the list of this folder?");
    }
    return files;
  }

  /** Digest by path. */
  static Map<String, String> byPath(List<RemoteFile> files) {
    Map<String, String> digests = new LinkedHashMap<>();
    files.forEach(file -> digests.put(file.path(), file.sha256().orElseThrow()));
    return digests;
  }

  private static RemoteFile parse(String source, int number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new MalformedFileException(
          source,
          "line " + number,
          "\"%s\" is no SHA-256 in 64 hexadecimal digits with a path"
              .formatted(PathRule.shown(line)));
    }
    String path = matcher.group(2);
    return RemoteFile.of(
        path.startsWith("./") ? path.substring(2) : path,
        matcher.group(1).toLowerCase(Locale.ROOT));
  }
}
