package org.purkinje.pretrain.shard;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.ShardsTable;

/**
 * Shares of corpora in what is trained on: {@code p ∝ n^exponent} of a corpus with {@code n}
 * windows (Devlin 2018, multilingual BERT, calls it exponentially smoothed weighting). An epoch
 * keeps its number of windows: those of small corpora come several times, those of large ones not
 * all.
 *
 * @param shares by corpus, adding up to 1; empty to take windows as they are
 */
public record CorpusMix(SortedMap<String, Double> shares) implements Serializable {

  /** Each window once an epoch. */
  public static final CorpusMix AS_THEY_ARE = new CorpusMix(new TreeMap<>());

  /** The mix of a set of shards; {@link #AS_THEY_ARE} with exponent 1. */
  public static CorpusMix of(Lake lake, String shardSet, double exponent) {
    if (exponent == 1) {
      return AS_THEY_ARE;
    }
    Map<String, Long> windows = new TreeMap<>();
    for (Row row :
        lake.read(ShardsTable.TABLE, shardSet).groupBy("corpus").count().collectAsList()) {
      windows.put(row.getString(0), row.getLong(1));
    }
    return of(windows, exponent);
  }

  /**
   * @param windows number by corpus
   * @param exponent 1 for shares by size, 0 for equal ones
   */
  static CorpusMix of(Map<String, Long> windows, double exponent) {
    SortedMap<String, Double> shares = new TreeMap<>();
    windows.forEach((corpus, n) -> shares.put(corpus, Math.pow(n, exponent)));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    shares.replaceAll((corpus, weight) -> weight / sum);
    return new CorpusMix(shares);
  }

  boolean isAsTheyAre() {
    return shares.isEmpty();
  }

  /**
   * How many of {@code deals} windows are of each corpus, by largest remainder.
   *
   * @param present corpora that there are windows of, at least one
   * @return shape [corpora], in the order of {@code present}
   */
  int[] deals(Collection<String> present, int deals) {
    double[] wanted = new double[present.size()];
    double sum = 0;
    int i = 0;
    for (String corpus : present) {
      wanted[i] = shares.getOrDefault(corpus, 0.0);
      sum += wanted[i++];
    }
    int[] counts = new int[wanted.length];
    int left = deals;
    for (i = 0; i < counts.length; i++) {
      wanted[i] *= deals / sum;
      counts[i] = (int) wanted[i];
      left -= counts[i];
    }
    for (; left > 0; left--) {
      int furthest = 0;
      for (i = 1; i < counts.length; i++) {
        if (wanted[i] - counts[i] > wanted[furthest] - counts[furthest]) {
          furthest = i;
        }
      }
      counts[furthest]++;
    }
    return counts;
  }
}
