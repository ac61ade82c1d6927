package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per record that a pretraining has seen a window of: what its certificate is checked
 * against. {@code run} and {@code parameters_sha256} are those of the checkpoint that the rows were
 * written with; of each checkpoint that is kept there are the same rows. A row of the corpus
 * {@value #UNRECORDED} says that more was seen than is known.
 */
public final class ExposuresTable {

  /** In the place of a corpus: what an imported model was trained on. */
  public static final String UNRECORDED = "unrecorded";

  public static final Table TABLE =
      new Table(
          "exposures",
          new StructType()
              .add("pretraining", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("parameters_sha256", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("waveform_sha256", DataTypes.StringType, false)
              .add("windows", DataTypes.LongType, false),
          List.of("pretraining"));

  private ExposuresTable() {}
}
