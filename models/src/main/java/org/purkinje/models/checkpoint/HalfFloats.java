package org.purkinje.models.checkpoint;

/** The 16-bit floats as float32, which holds every value of theirs. */
final class HalfFloats {

  private static final int SIGN = 0x8000;
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int MAX_EXPONENT = 31;
  private static final int BIAS = 15;

  private HalfFloats() {}

  /** One of the two formats. */
  @FunctionalInterface
  interface Widening {
    float of(short bits);
  }

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
  static float ofFloat16(short bits) {
    int exponent = (bits >>> FRACTION_BITS) & MAX_EXPONENT;
    int fraction = bits & FRACTION;
    float size;
    if (exponent == 0) {
      size = Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS); // subnormal
    } else if (exponent == MAX_EXPONENT) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Math.scalb((float) (fraction | (1 << FRACTION_BITS)), exponent - BIAS - FRACTION_BITS);
    }
    return (bits & SIGN) == 0 ? size : -size;
  }

  /** The upper half of a float32. */
  static float ofBfloat16(short bits) {
    return Float.intBitsToFloat(bits << Short.SIZE);
  }
}
