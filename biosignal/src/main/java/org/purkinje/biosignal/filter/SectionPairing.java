package org.purkinje.biosignal.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Groups real zeros and conjugate-symmetric poles into second-order sections.
 *
 * <p>The pole nearest the unit circle goes last, with the two zeros nearest to it; and so on to the
 * first section, which carries the gain. This is the "nearest" pairing of SciPy's {@code zpk2sos}.
 */
final class SectionPairing {

  private SectionPairing() {}

  static SecondOrderSections pair(List<Double> zeros, List<Complex> poles, double gain) {
    List<Complex> openPoles = onePerConjugatePair(poles);
    List<Double> openZeros = new ArrayList<>(zeros);
    if (poles.size() % 2 == 1) {
      openPoles.add(new Complex(0, 0));
      openZeros.add(0.0);
    }
    openPoles.sort(
        Comparator.comparing(Complex::isReal)
            .thenComparingDouble(Complex::re)
            .thenComparingDouble(Complex::im));
    openZeros.sort(Comparator.naturalOrder());

    double[][] sections = new double[(poles.size() + 1) / 2][];
    for (int i = sections.length - 1; i >= 0; i--) {
      Complex pole = openPoles.remove(nearestToUnitCircle(openPoles, 0));
      double z1 = openZeros.remove(nearest(openZeros, pole));
      double z2 = openZeros.remove(nearest(openZeros, pole));
      double poleSum = 2 * pole.re();
      double poleProduct = pole.re() * pole.re() + pole.im() * pole.im();
      if (pole.isReal()) {
        Complex partner = openPoles.remove(nearestToUnitCircle(openPoles, firstReal(openPoles)));
        poleSum = pole.re() + partner.re();
        poleProduct = pole.re() * partner.re();
      }
      sections[i] = new double[] {1, -(z1 + z2), z1 * z2, 1, -poleSum, poleProduct};
    }
    for (int j = 0; j < 3; j++) {
      sections[0][j] *= gain;
    }
    return new SecondOrderSections(sections);
  }

  private static List<Complex> onePerConjugatePair(List<Complex> poles) {
    List<Complex> kept = new ArrayList<>();
    for (Complex pole : poles) {
      if (pole.isReal()) {
        kept.add(new Complex(pole.re(), 0));
      } else if (pole.im() > 0) {
        kept.add(pole);
      }
    }
    return kept;
  }

  private static int firstReal(List<Complex> poles) {
    int i = 0;
    while (!poles.get(i).isReal()) {
      i++;
    }
    return i;
  }

  private static int nearestToUnitCircle(List<Complex> poles, int from) {
    int nearest = from;
    for (int i = from + 1; i < poles.size(); i++) {
      if (Math.abs(1 - poles.get(i).abs()) < Math.abs(1 - poles.get(nearest).abs())) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static int nearest(List<Double> zeros, Complex pole) {
    int nearest = 0;
    for (int i = 1; i < zeros.size(); i++) {
      if (distance(zeros.get(i), pole) < distance(zeros.get(nearest), pole)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static double distance(double zero, Complex pole) {
    return Math.hypot(pole.re() - zero, pole.im());
  }
}
