package org.purkinje.models.baseline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What the visible signals of a window say of the hidden ones at the same moment: the mean of a
 * normal distribution, given those, by the covariance of the signals of other windows. It knows
 * nothing of time.
 */
public final class ConditionalMean implements Serializable {

  /** Knows no signal. */
  public static final ConditionalMean NONE = new ConditionalMean(Map.of());

  /** Added to each variance of 1, as leads of one heart are linear combinations of each other. */
  private static final double RIDGE = 1e-3;

  private final Map<Pair, Moment> moments;

  private ConditionalMean(Map<Pair, Moment> moments) {
    this.moments = moments;
  }

  /** Two signals in the order of their names, or one twice. */
  private record Pair(String first, String second) implements Serializable {}

  /** Sum of products of two signals over samples. */
  private record Moment(double products, long samples) implements Serializable {

    static Moment of(float[] x, float[] y) {
      double products = 0;
      for (int i = 0; i < x.length; i++) {
        products += x[i] * y[i];
      }
      return new Moment(products, x.length);
    }

    Moment and(Moment other) {
      return new Moment(products + other.products, samples + other.samples);
    }

    double mean() {
      return products / samples;
    }
  }

  /**
   * By the signals of one window.
   *
   * @param window standardised samples by name of the signal, all of one length and rate; a signal
   *     that the window lacks is absent
   */
  public static ConditionalMean of(Map<String, float[]> window) {
    Map<Pair, Moment> moments = new HashMap<>();
    List<String> names = window.keySet().stream().sorted().toList();
    for (int i = 0; i < names.size(); i++) {
      float[] x = window.get(names.get(i));
      for (String other : names.subList(i, names.size())) {
        moments.put(new Pair(names.get(i), other), Moment.of(x, window.get(other)));
      }
    }
    return new ConditionalMean(moments);
  }

  /** By the windows of both. */
  public ConditionalMean and(ConditionalMean other) {
    Map<Pair, Moment> both = new HashMap<>(moments);
    other.moments.forEach((pair, moment) -> both.merge(pair, moment, Moment::and));
    return new ConditionalMean(both);
  }

  /** Whether other windows had a signal of that name. */
  public boolean knows(String signal) {
    return moments.containsKey(new Pair(signal, signal));
  }

  /** 0 where no window had both. */
  private double covariance(String one, String other) {
    boolean inOrder = one.compareTo(other) <= 0;
    Moment moment = moments.get(inOrder ? new Pair(one, other) : new Pair(other, one));
    return moment == null ? 0 : moment.mean();
  }

  /**
   * The answers for the hidden patches of a window's known signals, by name; 0 where no known
   * signal is visible.
   *
   * @param window signals of equally many patches of one length; read where they are visible
   */
  public Map<String, double[]> answers(List<MaskedSignal> window) {
    List<MaskedSignal> known = window.stream().filter(signal -> knows(signal.name())).toList();
    Map<String, double[]> answers = new HashMap<>();
    known.forEach(signal -> answers.put(signal.name(), new double[signal.samples().length]));
    int patches = known.isEmpty() ? 0 : known.get(0).visible().length;
    for (int patch = 0; patch < patches; patch++) {
      List<MaskedSignal> visible = new ArrayList<>();
      List<MaskedSignal> hidden = new ArrayList<>();
      for (MaskedSignal signal : known) {
        (signal.visible()[patch] ? visible : hidden).add(signal);
      }
      if (!visible.isEmpty() && !hidden.isEmpty()) {
        double[][] weights = weights(visible, hidden);
        for (int h = 0; h < hidden.size(); h++) {
          add(answers.get(hidden.get(h).name()), patch, visible, weights[h]);
        }
      }
    }
    return answers;
  }

  /** Of each hidden signal the weights of the visible ones, [hidden, visible]. */
  private double[][] weights(List<MaskedSignal> visible, List<MaskedSignal> hidden) {
    RealMatrix own = covariances(visible, visible);
    for (int i = 0; i < visible.size(); i++) {
      own.addToEntry(i, i, RIDGE);
    }
    return new LUDecomposition(own)
        .getSolver()
        .solve(covariances(visible, hidden))
        .transpose()
        .getData();
  }

  private RealMatrix covariances(List<MaskedSignal> rows, List<MaskedSignal> columns) {
    RealMatrix covariances = new Array2DRowRealMatrix(rows.size(), columns.size());
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        covariances.setEntry(i, j, covariance(rows.get(i).name(), columns.get(j).name()));
      }
    }
    return covariances;
  }

  private static void add(
      double[] answer, int patch, List<MaskedSignal> visible, double[] weights) {
    for (int v = 0; v < weights.length; v++) {
      MaskedSignal signal = visible.get(v);
      int from = patch * signal.patchSamples();
      for (int i = from; i < from + signal.patchSamples(); i++) {
        answer[i] += weights[v] * signal.samples()[i];
      }
    }
  }
}
