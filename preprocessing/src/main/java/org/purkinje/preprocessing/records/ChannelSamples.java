package org.purkinje.preprocessing.records;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * The samples of some channels of a record, read from its chunks as far as they are asked for. What
 * lies before the last stretch that was asked for is forgotten.
 */
final class ChannelSamples {

  private final Map<Integer, Chunks> byChannel = new HashMap<>();
  private final Iterator<Row> rows;

  /**
   * @param channels whose samples are kept; the others' chunks are passed over
   * @param rows of {@code signals}, those of each channel in order of time
   */
  ChannelSamples(Stream<StoredChannel> channels, Iterator<Row> rows) {
    channels.forEach(channel -> byChannel.put(channel.index(), new Chunks(channel.name())));
    this.rows = rows;
  }

  /**
   * @param start first sample, not before those asked for earlier
   * @param end sample after the last, at most all that the channel has
   * @return in the channel's unit, {@code NaN} where missing, shape [end - start]
   * @throws IllegalStateException if a chunk is missing
   */
  double[] between(StoredChannel channel, long start, long end) {
    Chunks chunks = byChannel.get(channel.index());
    while (chunks.end < end && rows.hasNext()) {
      Row row = rows.next();
      Chunks of = byChannel.get(row.<Integer>getAs("channel"));
      if (of != null) {
        of.add(row);
      }
    }
    return chunks.between(start, end);
  }

  private static final class Chunks {

    private final String name;
    private final Deque<Row> rows = new ArrayDeque<>();
    private long end;

    Chunks(String name) {
      this.name = name;
    }

    void add(Row row) {
      long start = row.<Long>getAs("start_sample");
      if (start != end) {
        throw new IllegalStateException(
            "channel %s: the next chunk must start at sample %d, got %d; ingest the corpus again"
                .formatted(name, end, start));
      }
      rows.add(row);
      end += row.<Integer>getAs("n_samples");
    }

    double[] between(long from, long to) {
      if (to > end) {
        throw new IllegalStateException(
            "channel %s: it must have %d samples, got %d; ingest the corpus again"
                .formatted(name, to, end));
      }
      while (!rows.isEmpty() && end(rows.getFirst()) <= from) {
        rows.removeFirst();
      }
      double[] samples = new double[Math.toIntExact(to - from)];
      for (Row row : rows) {
        long start = row.<Long>getAs("start_sample");
        if (start >= to) {
          break;
        }
        long first = Math.max(from, start);
        int count = (int) (Math.min(to, end(row)) - first);
        SignalsTable.physical(row, (int) (first - start), samples, (int) (first - from), count);
      }
      return samples;
    }

    private static long end(Row row) {
      return row.<Long>getAs("start_sample") + row.<Integer>getAs("n_samples");
    }
  }
}
