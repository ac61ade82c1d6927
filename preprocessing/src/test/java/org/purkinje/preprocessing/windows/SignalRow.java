package org.purkinje.preprocessing.windows;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;

/** Rows of {@code signals} as a test needs them. */
final class SignalRow {

  /** What {@link RecordingReader} reads: a row of {@code signals} and what its record is. */
  static final StructType WITH_ALIGNMENT =
      SignalsTable.TABLE
          .schema()
          .add("alignment", DataTypes.StringType, false)
          .add("subject_identity", DataTypes.StringType, false)
          .add("person_group", DataTypes.StringType, false)
          .add("person_groups", DataTypes.StringType, true);

  static final int MISSING = -32_768;

  private SignalRow() {}

  static Row of(
      StructType columns,
      String record,
      int channel,
      String name,
      SignalKind kind,
      double fs,
      AdcScale scale,
      long startSample,
      int... digital) {
    RowBuilder row =
        new RowBuilder(columns)
            .set("corpus", "tiny")
            .set("record", record)
            .set("subject", "s" + record)
            .set("channel", channel)
            .set("name", name)
            .set("kind", kind.label())
            .set("lead", kind == SignalKind.ECG ? name : null)
            .set("unit", scale.unit())
            .set("fs_hz", fs)
            .set("gain", scale.gain())
            .set("baseline", scale.baseline())
            .set("sample_type", "integer")
            .set("missing_code", MISSING)
            .set("start_sample", startSample)
            .set("n_samples", digital.length)
            .set("bits", 16)
            .set("samples", SignalsTable.encode(digital, 16))
            .set("digital_sha256", "sha of %s %d".formatted(record, channel));
    if (columns.getFieldIndex("alignment").isDefined()) {
      row.set("alignment", "simultaneous")
          .set("subject_identity", "published")
          .set("person_group", "tiny/s" + record);
    }
    return row.build();
  }
}
