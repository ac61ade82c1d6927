package org.purkinje.biosignal.filter;

/** A complex number. */
record Complex(double re, double im) {

  static Complex polar(double radius, double angle) {
    return new Complex(radius * Math.cos(angle), radius * Math.sin(angle));
  }

  Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  Complex minus(Complex other) {
    return new Complex(re - other.re, im - other.im);
  }

  Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  Complex over(Complex other) {
    double norm = other.re * other.re + other.im * other.im;
    return new Complex(
        (re * other.re + im * other.im) / norm, (im * other.re - re * other.im) / norm);
  }

  double abs() {
    return Math.hypot(re, im);
  }

  /** The root with a non-negative real part; exactly real or imaginary where this is real. */
  Complex sqrt() {
    if (im == 0) {
      return re >= 0 ? new Complex(Math.sqrt(re), 0) : new Complex(0, Math.sqrt(-re));
    }
    double root = Math.sqrt((abs() + Math.abs(re)) / 2);
    double other = Math.abs(im) / (2 * root);
    return re >= 0
        ? new Complex(root, Math.copySign(other, im))
        : new Complex(other, Math.copySign(root, im));
  }

  /** Whether the imaginary part is rounding noise. */
  boolean isReal() {
    return Math.abs(im) <= 100 * Math.ulp(1.0) * abs();
  }
}
