package org.purkinje.preprocessing;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * A window with what became of it, or a whole record that gave none.
 *
 * @param isAccepted whether {@code row} is one of {@code windows}, else one of {@code rejects}
 */
record CandidateWindow(boolean isAccepted, Row row) implements Serializable {}
