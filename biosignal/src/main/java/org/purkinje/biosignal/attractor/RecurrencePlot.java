package org.purkinje.biosignal.attractor;

import java.util.Arrays;

/**
 * Which pairs of points of an embedding lie within a radius of each other (Eckmann, Kamphorst and
 * Ruelle 1987). The plot is symmetric and its main diagonal, each point with itself, is left out.
 *
 * @param embedding whose points they are
 * @param radius largest distance of a recurrence
 */
record RecurrencePlot(DelayEmbedding embedding, double radius) {

  /**
   * @param share of the largest distance of two points, which is the radius
   */
  static RecurrencePlot ofMaxDistance(DelayEmbedding embedding, double share) {
    return new RecurrencePlot(embedding, share * embedding.maxDistance());
  }

  /**
   * @param rate share of the pairs that are recurrent, above 0, at most 1; the radius follows
   */
  static RecurrencePlot ofRate(DelayEmbedding embedding, double rate) {
    int points = embedding.points();
    double[] all = new double[points * (points - 1) / 2];
    double[] squared = new double[points];
    double[] scratch = new double[embedding.x().length];
    int filled = 0;
    for (int lag = 1; lag < points; lag++) {
      int pairs = embedding.squaredDistances(lag, squared, scratch);
      System.arraycopy(squared, 0, all, filled, pairs);
      filled += pairs;
    }
    Arrays.sort(all);
    int place = (int) Math.ceil(rate * all.length) - 1;
    return new RecurrencePlot(embedding, Math.sqrt(all[Math.max(0, place)]));
  }

  /** Share of the pairs that are recurrent, 0 to 1. */
  double rate() {
    int points = embedding.points();
    return count(1).all() / (points * (points - 1) / 2.0);
  }

  /**
   * Determinism: the share of the recurrent pairs that lie on diagonal lines of at least {@code
   * minLine} points, 0 to 1 (Zbilut and Webber 1992); 0 if nothing recurs.
   */
  double determinism(int minLine) {
    Recurrences count = count(minLine);
    return count.all() == 0 ? 0 : (double) count.onLines() / count.all();
  }

  /** Recurrent pairs on one side of the main diagonal. */
  private record Recurrences(long all, long onLines) {}

  private Recurrences count(int minLine) {
    double[] squared = new double[embedding.points()];
    double[] scratch = new double[embedding.x().length];
    double limit = radius * radius;
    long all = 0;
    long onLines = 0;
    for (int lag = 1; lag < embedding.points(); lag++) {
      int pairs = embedding.squaredDistances(lag, squared, scratch);
      int hits = 0;
      int hitsOnLines = 0;
      int line = 0;
      // Without a branch that noise would make the processor mispredict.
      for (int i = 0; i < pairs; i++) {
        int hit = squared[i] <= limit ? 1 : 0;
        line = (line + hit) * hit;
        hits += hit;
        hitsOnLines += line == minLine ? minLine : 0;
        hitsOnLines += line > minLine ? 1 : 0;
      }
      all += hits;
      onLines += hitsOnLines;
    }
    return new Recurrences(all, onLines);
  }
}
