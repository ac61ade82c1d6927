package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per training round, split and loss term, a mean over the {@code n_windows} windows that
 * have it: those of the round, or those of held-out subjects after it. {@code explained_variance_*}
 * is 1 − {@code rec_*} / {@code patch_mean_*}: 0 for answering each patch's mean. On held-out
 * windows {@code loss} is what is minimised, as at the end of the training, and {@code
 * feature_sd_*} and {@code effective_rank_*} say how far apart the embeddings of up to 512 windows
 * are, by output.
 */
public final class LearningCurvesTable {

  /** {@code split} of the windows that were trained on. */
  public static final String TRAIN = "train";

  /** {@code split} of windows of subjects that training never saw. */
  public static final String HELD_OUT = "held-out";

  public static final Table TABLE =
      new Table(
          "learning_curves",
          new StructType()
              .add("pretraining", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("split", DataTypes.StringType, false)
              .add("round", DataTypes.IntegerType, false)
              .add("step", DataTypes.LongType, false)
              .add("windows_seen", DataTypes.LongType, false)
              .add("term", DataTypes.StringType, false)
              .add("value", DataTypes.DoubleType, false)
              .add("n_windows", DataTypes.LongType, false)
              .add("windows_per_s", DataTypes.DoubleType, true),
          List.of("pretraining"));

  private LearningCurvesTable() {}
}
