package org.purkinje.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** A row of {@code channels} by hand. */
record ChannelRow(Map<String, @Nullable Object> valueByColumn) {

  /** Ten seconds of lead II at 100 Hz, from -1 to 1 mV, of a subject who has no other record. */
  static ChannelRow of(String corpus, String record, int channel, String waveform) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("corpus", corpus);
    values.put("record", record);
    values.put("subject", "person of " + record);
    values.put("channel", channel);
    values.put("name", "II");
    values.put("kind", "ecg");
    values.put("lead", "II");
    values.put("unit", "mV");
    values.put("fs_hz", 100.0);
    values.put("n_samples", 1_000L);
    values.put("n_missing", 0L);
    values.put("n_flat", 0L);
    values.put("n_clipped", 0L);
    values.put("n_sentinels", 0L);
    values.put("least", -1.0);
    values.put("most", 1.0);
    values.put("digital_sha256", "stored " + waveform);
    values.put("waveform_hash", "physical " + waveform);
    return new ChannelRow(values);
  }

  ChannelRow with(String column, @Nullable Object value) {
    Map<String, @Nullable Object> values = new HashMap<>(valueByColumn);
    values.put(column, value);
    return new ChannelRow(values);
  }

  String corpus() {
    return String.valueOf(valueByColumn.get("corpus"));
  }

  Row row() {
    RowBuilder row = new RowBuilder(ChannelsTable.TABLE);
    valueByColumn.forEach(row::set);
    return row.build();
  }
}
