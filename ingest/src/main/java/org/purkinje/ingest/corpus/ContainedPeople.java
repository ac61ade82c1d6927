package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People of another corpus who are in this one too.
 *
 * @param corpus the other one
 * @param same what tells who they are
 * @param here regular expression over the whole name of a subject, or of a record, of this corpus:
 *     those that may be of the other one. Where {@code same} is known, its first group is what the
 *     first group of {@code there} must be equal to
 * @param there regular expression over the subjects or records of the other corpus; empty where
 *     {@code same} is unknown
 */
public record ContainedPeople(String corpus, Key same, String here, String there)
    implements Serializable {

  /** What is equal in both corpora for one person. */
  public enum Key {
    SUBJECT,
    RECORD,
    /** Nothing; {@code here} is over records. */
    UNKNOWN
  }

  public ContainedPeople {
    if (same == Key.UNKNOWN) {
      RulePattern.compiled("here", here);
      if (!there.isEmpty()) {
        throw new IllegalArgumentException(
            "there must be empty where same is unknown, got " + there);
      }
    } else {
      RulePattern.requireGroup("here", here);
      RulePattern.requireGroup("there", there);
    }
  }

  /** Whether a record of this corpus may be of a person of the other. */
  public boolean concerns(String subject, String record) {
    return (same == Key.SUBJECT ? subject : record).matches(here);
  }

  /** What a record of this corpus has in common with those of the same person in the other. */
  public Optional<String> keyHere(String subject, String record) {
    return key(here, subject, record);
  }

  /** Likewise of a record of the other corpus. */
  public Optional<String> keyThere(String subject, String record) {
    return key(there, subject, record);
  }

  private Optional<String> key(String pattern, String subject, String record) {
    if (same == Key.UNKNOWN) {
      return Optional.empty();
    }
    Matcher matcher = Pattern.compile(pattern).matcher(same == Key.SUBJECT ? subject : record);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
