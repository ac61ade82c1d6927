package org.purkinje.biosignal.attractor;

/** The convex hull of points in a plane, by Quickhull (Barber, Dobkin and Huhdanpaa 1996). */
final class ConvexHull {

  private ConvexHull() {}

  /**
   * Area of the hull, 0 if it has none.
   *
   * @param x shape [points]
   * @param y shape [points]
   */
  static double area(double[] x, double[] y) {
    if (x.length == 0) {
      return 0;
    }
    int left = 0;
    int right = 0;
    int[] all = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      all[i] = i;
      left = x[i] < x[left] ? i : left;
      right = x[i] > x[right] ? i : right;
    }
    return areaBeyond(x, y, all, x.length, left, right)
        + areaBeyond(x, y, all, x.length, right, left);
  }

  /** Area of the hull to the left of the line from one point to another. */
  private static double areaBeyond(
      double[] x, double[] y, int[] among, int count, int from, int to) {
    int[] beyond = new int[count];
    int kept = 0;
    int farthest = -1;
    double largest = 0;
    for (int n = 0; n < count; n++) {
      int i = among[n];
      double twice = (x[to] - x[from]) * (y[i] - y[from]) - (y[to] - y[from]) * (x[i] - x[from]);
      if (twice > 0) {
        beyond[kept++] = i;
        if (twice > largest) {
          largest = twice;
          farthest = i;
        }
      }
    }
    if (farthest < 0) {
      return 0;
    }
    return largest / 2
        + areaBeyond(x, y, beyond, kept, from, farthest)
        + areaBeyond(x, y, beyond, kept, farthest, to);
  }
}
