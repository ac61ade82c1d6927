package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per beat of an annotator of which enough signals may be learnt from.
 *
 * <p>{@code sample} is the annotation's, at the annotator's own rate; {@code time_s} is where that
 * lies in the record. {@code aami_class} is N, S, V, F or Q; {@code paced} says whether the
 * annotator marks paced beats anywhere in the record.
 *
 * <p>{@code signals} are described in {@link WindowSignals}: each holds {@code (before_s + after_s)
 * × fs_hz} samples, and the beat lies within half a sample of sample {@code before_s × fs_hz}.
 * Nothing is clipped: {@code sd} is that of the span or, where that is more, a sixth of its largest
 * deviation from {@code mean}.
 *
 * <p>The columns {@code rr_…_s} are intervals to the beats around it, s, whether these are rows or
 * not; {@code rr_…_to_…} are quotients of two of them. They are null where there is no such
 * interval: at a record's ends, and across ventricular flutter. {@code rr_local_mean_s} is the mean
 * of those intervals that end at this beat and the nine before it, {@code rr_median_s} the median
 * of the record's, {@code rr_one_before_s} the interval before the previous one.
 *
 * <p>Person, {@code split} and {@code waveform_sha256} are as in {@link WindowsTable}.
 */
public final class BeatsTable {

  public static final Table TABLE =
      new Table(
          "beats",
          new StructType()
              .add("beat_set", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add("person_groups", DataTypes.StringType, true)
              .add("beat_id", DataTypes.StringType, false)
              .add("annotator", DataTypes.StringType, false)
              .add("sample", DataTypes.LongType, false)
              .add("time_s", DataTypes.DoubleType, false)
              .add("symbol", DataTypes.StringType, false)
              .add("aami_class", DataTypes.StringType, false)
              .add("paced", DataTypes.BooleanType, false)
              .add("rr_one_before_s", DataTypes.DoubleType, true)
              .add("rr_previous_s", DataTypes.DoubleType, true)
              .add("rr_next_s", DataTypes.DoubleType, true)
              .add("rr_local_mean_s", DataTypes.DoubleType, true)
              .add("rr_median_s", DataTypes.DoubleType, true)
              .add("rr_previous_to_local_mean", DataTypes.DoubleType, true)
              .add("rr_next_to_local_mean", DataTypes.DoubleType, true)
              .add("rr_previous_to_median", DataTypes.DoubleType, true)
              .add("rr_next_to_median", DataTypes.DoubleType, true)
              .add("rr_previous_to_next", DataTypes.DoubleType, true)
              .add("rr_previous_to_one_before", DataTypes.DoubleType, true)
              .add("before_s", DataTypes.DoubleType, false)
              .add("after_s", DataTypes.DoubleType, false)
              .add("signals", WindowSignals.TYPE, false)
              .add("split", DataTypes.StringType, false)
              .add("waveform_sha256", DataTypes.StringType, false),
          List.of("beat_set", "corpus"));

  private BeatsTable() {}

  /** The scope of rejects and accounting of a set of beats. */
  public static String scope(String beatSet) {
    return "extract-beats/" + beatSet;
  }
}
