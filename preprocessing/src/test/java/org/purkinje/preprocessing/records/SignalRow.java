package org.purkinje.preprocessing.records;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;

/** Rows of {@code signals} as a test needs them. */
public final class SignalRow {

  public static final int MISSING = -32_768;

  private SignalRow() {}

  public static Row of(
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
    return row.build();
  }

  /** The record whose chunks these are. */
  public static StoredRecord recordOf(Row... rows) {
    Map<Integer, StoredChannel> channels = new TreeMap<>();
    for (Row row : rows) {
      String name = row.getAs("name");
      channels.merge(
          row.<Integer>getAs("channel"),
          new StoredChannel(
              row.<Integer>getAs("channel"),
              name,
              SignalKind.ofLabel(row.getAs("kind")),
              StoredChannel.lead(Optional.ofNullable(row.getAs("lead")), name),
              row.getAs("unit"),
              row.<Double>getAs("fs_hz"),
              row.<Integer>getAs("n_samples"),
              row.getAs("digital_sha256")),
          StoredChannel::plus);
    }
    return new StoredRecord(
        "tiny",
        rows[0].getAs("record"),
        rows[0].getAs("subject"),
        new Person("published", "tiny/" + rows[0].getAs("subject"), null),
        "simultaneous",
        new ArrayList<>(channels.values()));
  }
}
