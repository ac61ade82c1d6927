package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per pair of records that hold the same waveform, or a part of it, in a channel or more,
 * within a corpus or across corpora; (corpus, record) is less than (other_corpus, other_record).
 *
 * <p>Of three and more records with one waveform, each is paired with the first alone. {@code
 * n_channels} counts the channels that the two share, {@code n_channels_least} those of the record
 * with fewer. {@code n_scale_differs} of the shared ones are equal as stored but not in physical
 * units: the gain or baseline of one record is wrong.
 *
 * <p>{@code n_channels} counts those that are equal from end to end, {@code n_anchored} those of
 * which a part of some seconds is, whatever its gain, sign and offset; the other record begins
 * {@code offset_s} after the first, null where too little of it can be told apart.
 */
public final class OverlapsTable {

  public static final Table TABLE =
      new Table(
          "overlaps",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("other_corpus", DataTypes.StringType, false)
              .add("other_record", DataTypes.StringType, false)
              .add("other_subject", DataTypes.StringType, false)
              .add("n_channels", DataTypes.IntegerType, false)
              .add("n_channels_least", DataTypes.IntegerType, false)
              .add("n_scale_differs", DataTypes.IntegerType, false)
              .add("same_corpus", DataTypes.BooleanType, false)
              .add("n_anchored", DataTypes.IntegerType, false)
              .add("offset_s", DataTypes.DoubleType, true),
          List.of("scope"));

  private OverlapsTable() {}
}
