package org.purkinje.pretrain.classification;

import java.util.Arrays;

/**
 * Logistic regression with a penalty on the weights but the intercept, as scikit-learn's {@code
 * LogisticRegression(C=1/l2)}: minimises {@code Σ log(1 + exp(−y·score)) + l2/2 · |weights|²}, y
 * ±1. By Newton steps, each solved by conjugate gradients.
 *
 * @param weights shape [features]
 */
record LogisticRegression(double[] weights, double intercept) {

  private static final int MAX_STEPS = 100;
  private static final double TOLERANCE = 1e-8; // of the gradient's largest element, by item
  private static final double SUFFICIENT_DECREASE = 1e-4;

  /**
   * Examples of one class alone have no weights that are best: every score is 0 then.
   *
   * @param x shape [items][features], at least one item
   * @param y shape [items]
   * @param l2 strength of the penalty, above 0
   */
  static LogisticRegression fit(double[][] x, boolean[] y, double l2) {
    int features = x[0].length;
    double[] theta = new double[features + 1]; // the intercept last
    if (isConstant(y)) {
      return of(theta);
    }
    double loss = loss(x, y, l2, theta);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] gradient = gradient(x, y, l2, theta);
      if (Arrays.stream(gradient).map(Math::abs).max().orElse(0) <= TOLERANCE * y.length) {
        break;
      }
      double[] direction = newton(x, l2, theta, gradient);
      double slope = dot(gradient, direction);
      double length = 1;
      double[] next = added(theta, length, direction);
      double nextLoss = loss(x, y, l2, next);
      while (nextLoss > loss + SUFFICIENT_DECREASE * length * slope && length > TOLERANCE) {
        length /= 2;
        next = added(theta, length, direction);
        nextLoss = loss(x, y, l2, next);
      }
      theta = next;
      loss = nextLoss;
    }
    return of(theta);
  }

  /** The log odds that an item is positive. */
  double score(double[] item) {
    double sum = intercept;
    for (int j = 0; j < item.length; j++) {
      sum += weights[j] * item[j];
    }
    return sum;
  }

  private static LogisticRegression of(double[] theta) {
    int features = theta.length - 1;
    return new LogisticRegression(Arrays.copyOf(theta, features), theta[features]);
  }

  private static boolean isConstant(boolean[] y) {
    for (boolean other : y) {
      if (other != y[0]) {
        return false;
      }
    }
    return true;
  }

  private static double loss(double[][] x, boolean[] y, double l2, double[] theta) {
    LogisticRegression model = of(theta);
    double sum = l2 / 2 * dot(model.weights, model.weights);
    for (int i = 0; i < x.length; i++) {
      double margin = model.score(x[i]) * (y[i] ? 1 : -1);
      sum += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
    }
    return sum;
  }

  private static double[] gradient(double[][] x, boolean[] y, double l2, double[] theta) {
    LogisticRegression model = of(theta);
    double[] gradient = penalty(l2, theta);
    for (int i = 0; i < x.length; i++) {
      addTo(gradient, probability(model.score(x[i])) - (y[i] ? 1 : 0), x[i]);
    }
    return gradient;
  }

  /** Solves Hessian · direction = −gradient. */
  private static double[] newton(double[][] x, double l2, double[] theta, double[] gradient) {
    LogisticRegression model = of(theta);
    double[] curvature = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double p = probability(model.score(x[i]));
      curvature[i] = p * (1 - p);
    }
    double[] direction = new double[theta.length];
    double[] residual = added(new double[theta.length], -1, gradient);
    double[] along = residual.clone();
    double squared = dot(residual, residual);
    double enough = squared * Math.min(0.25, Math.sqrt(squared)) * 1e-2;
    for (int i = 0; i < 2 * theta.length && squared > enough; i++) {
      double[] product = hessian(x, l2, curvature, along);
      double length = squared / dot(along, product);
      direction = added(direction, length, along);
      residual = added(residual, -length, product);
      double next = dot(residual, residual);
      along = added(residual, next / squared, along);
      squared = next;
    }
    return direction;
  }

  private static double[] hessian(double[][] x, double l2, double[] curvature, double[] vector) {
    LogisticRegression along = of(vector);
    double[] product = penalty(l2, vector);
    for (int i = 0; i < x.length; i++) {
      addTo(product, curvature[i] * along.score(x[i]), x[i]);
    }
    return product;
  }

  /** The gradient of the penalty. */
  private static double[] penalty(double l2, double[] theta) {
    double[] penalty = new double[theta.length];
    for (int j = 0; j < theta.length - 1; j++) {
      penalty[j] = l2 * theta[j];
    }
    return penalty;
  }

  private static void addTo(double[] sum, double factor, double[] item) {
    for (int j = 0; j < item.length; j++) {
      sum[j] += factor * item[j];
    }
    sum[item.length] += factor;
  }

  private static double probability(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  private static double[] added(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * b[j];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
