package org.purkinje.ingest.corpus;

import java.io.Serializable;

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
}
