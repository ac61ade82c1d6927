package org.purkinje.preprocessing.splits;

import java.io.Serializable;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * Draws the persons that pretraining never sees; all windows of a person fall on one side.
 *
 * @param evaluationShare expected share of persons, 0 to 1
 */
public record SubjectSplit(double evaluationShare, long seed) implements Serializable {

  /**
   * The side of a person; the same whatever other persons there are.
   *
   * @param personGroup one name for all subjects of that person
   */
  public String of(String personGroup) {
    String digest = new Sha256().add(seed + " " + personGroup).hex();
    double draw = Long.parseLong(digest.substring(0, 12), 16) / (double) (1L << 48);
    return draw < evaluationShare ? WindowsTable.EVALUATION : WindowsTable.PRETRAIN;
  }
}
