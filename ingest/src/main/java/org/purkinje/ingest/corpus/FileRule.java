package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of a corpus that hold records.
 *
 * @param path regular expression over the whole path of a file in the corpus folder; its first
 *     group is the record's name, or, of a file with several records, what goes before theirs
 * @param format how such a file is read
 */
public record FileRule(String path, CorpusFormat format) implements Serializable {

  public FileRule {
    RulePattern.requireGroup("path", path);
  }

  /** What the records of a file are called; empty if the rule does not fit its path. */
  public Optional<String> nameOf(String file) {
    return nameOf(file, 0);
  }

  /** As {@link #nameOf(String)}, whatever the case of the path's letters. */
  Optional<String> nameOfAnyCase(String file) {
    return nameOf(file, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private Optional<String> nameOf(String file, int flags) {
    // Names typed on macOS and elsewhere differ in the form of their accents only.
    String composed = Normalizer.normalize(file, Normalizer.Form.NFC);
    Matcher matcher = Pattern.compile(path, flags).matcher(composed);
    return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }
}
