package org.purkinje.biosignal.wfdb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;

/** Folders of real recordings and reference values that the machine may have, and their formats. */
final class RealFiles {

  private RealFiles() {}

  /** The corpora; skips the test where the machine has none. */
  static Path corpora() {
    return folder("purkinje.corpora");
  }

  /** What wfdb-python 4.3.1 decodes from the corpora; skips the test where there is none. */
  static Path goldens() {
    return folder("purkinje.peers").resolve("signal/goldens/wfdb");
  }

  private static Path folder(String property) {
    String folder = System.getProperty(property, "");
    assumeTrue(!folder.isEmpty(), "set -D" + property + " to run over real files");
    return Path.of(folder);
  }

  /** The folder of a record that is named by its path below the corpora. */
  static RecordFolder folderOf(String record) {
    Path path = corpora().resolve(record);
    return new LocalRecordFolder(path.resolveSibling(""));
  }

  static String nameOf(String record) {
    return record.substring(record.lastIndexOf('/') + 1);
  }

  /** Rows of a CSV file by column name. */
  static List<Map<String, String>> csv(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> columns = List.of();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      List<String> cells = cells(line);
      if (columns.isEmpty()) {
        columns = cells;
        continue;
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        // A doubled quote inside a quoted cell is a quote.
        if (!quoted && i > 0 && line.charAt(i - 1) == '"') {
          cell.append(c);
        }
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
