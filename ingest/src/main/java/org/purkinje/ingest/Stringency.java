package org.purkinje.ingest;

/** What a bad record does to the run. */
public enum Stringency {
  /** The run fails and names the first. */
  STRICT,

  /** It becomes a row in {@code rejects}, and the run goes on unless there are too many. */
  LENIENT
}
