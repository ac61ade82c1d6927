package org.purkinje.ingest.corpus;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import org.purkinje.biosignal.text.FileText;

/**
 * The lines of a {@code RECORDS} file: one record or, with a {@code /} at its end, one folder each.
 * Files edited on Windows or made by {@code find} begin with a byte order mark, separate folders by
 * a backslash, start with {@code ./} or give the header's ending too.
 */
public final class RecordsList {

  private static final Pattern HEADER = Pattern.compile("\\.hea$", Pattern.CASE_INSENSITIVE);

  private RecordsList() {}

  /** The entries without what is not part of a record's name; comments are left out. */
  public static List<String> entries(byte[] bytes) {
    return FileText.of(bytes)
        .replace("\0", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(RecordsList::entry)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static String entry(String line) {
    String path = line.replace('\\', '/').replaceAll("/{2,}", "/").replaceFirst("^(\\./)+", "");
    return HEADER.matcher(path).replaceFirst("");
  }

  /** What paths have in common that name one header: the form of accents, the ending's case. */
  static String key(String header) {
    return Normalizer.normalize(HEADER.matcher(header).replaceFirst(".hea"), Normalizer.Form.NFC);
  }
}
