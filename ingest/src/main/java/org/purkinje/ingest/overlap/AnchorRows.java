package org.purkinje.ingest.overlap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.signal.SamplingFrequency;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * The anchors of rows of {@code signals}, sorted by record, channel and start; a chunk in memory at
 * a time. A channel with a rate that no device has, has no anchors; it is compared as a whole
 * alone.
 */
final class AnchorRows implements Iterator<Row> {

  static final StructType SCHEMA =
      new StructType()
          .add("corpus", DataTypes.StringType, false)
          .add("record", DataTypes.StringType, false)
          .add("channel", DataTypes.IntegerType, false)
          .add("fs_hz", DataTypes.DoubleType, false)
          .add("hash", DataTypes.LongType, false)
          .add("sample", DataTypes.LongType, false);

  private final Iterator<Row> chunks;
  private final Deque<Row> ready = new ArrayDeque<>();
  private String channel = "";
  private WaveformAnchors anchors = new WaveformAnchors(1);

  AnchorRows(Iterator<Row> chunks) {
    this.chunks = chunks;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && chunks.hasNext()) {
      read(chunks.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void read(Row chunk) {
    String corpus = chunk.getAs("corpus");
    String record = chunk.getAs("record");
    int index = chunk.<Integer>getAs("channel");
    double fs = chunk.<Double>getAs("fs_hz");
    if (!SamplingFrequency.isPossible(fs)) {
      return;
    }
    String key = corpus + "\n" + record + "\n" + index;
    if (!key.equals(channel)) {
      channel = key;
      anchors = new WaveformAnchors(fs);
    }
    anchors.add(SignalsTable.physical(chunk));
    for (WaveformAnchors.Anchor anchor : anchors.take()) {
      ready.add(RowFactory.create(corpus, record, index, fs, anchor.hash(), anchor.sample()));
    }
  }
}
