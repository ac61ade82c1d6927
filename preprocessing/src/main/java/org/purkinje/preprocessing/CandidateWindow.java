package org.purkinje.preprocessing;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * A window with what became of it.
 *
 * @param isAccepted whether {@code row} is one of {@code windows}, else one of {@code rejects}
 */
record CandidateWindow(String corpus, boolean isAccepted, Row row) implements Serializable {}
