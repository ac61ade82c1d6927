package org.purkinje.biosignal.flac;

import java.io.IOException;
import java.util.Arrays;

/** Decodes one channel of a frame. */
final class Subframe {

  private static final int MAX_ORDER = 32;

  private final BitInput in;
  private final int[] coefficients = new int[MAX_ORDER];

  Subframe(BitInput in) {
    this.in = in;
  }

  /**
   * @param bits of a sample of this channel
   * @param samples receives {@code block} samples from index 0 on
   */
  void read(int bits, int block, int[] samples) throws IOException {
    int head = in.unsigned(8);
    int type = head >>> 1;
    int wasted = (head & 1) == 0 ? 0 : in.zeros() + 1;
    int width = bits - wasted;
    if (type > 63 || width < 1) {
      throw in.broken(
          "subframe must start with a 0 and keep a bit, got %02X with %d of %d bits wasted"
              .formatted(head, wasted, bits));
    }
    if (type == 0) {
      Arrays.fill(samples, 0, block, in.signed(width));
    } else if (type == 1) {
      verbatim(width, samples, 0, block);
    } else if (type >= 8 && type <= 12) {
      fixed(type - 8, width, block, samples);
    } else if (type >= 32) {
      linear(type - 31, width, block, samples);
    } else {
      throw in.broken("subframe type must be constant, verbatim, fixed or linear, got " + type);
    }
    if (wasted > 0) {
      for (int i = 0; i < block; i++) {
        samples[i] <<= wasted;
      }
    }
  }

  private void verbatim(int width, int[] samples, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      samples[i] = in.signed(width);
    }
  }

  /** Each sample is what a polynomial through those before it predicts, and a residual. */
  private void fixed(int order, int width, int block, int[] s) throws IOException {
    warmUp(order, width, block, s);
    residual(order, block, s);
    switch (order) {
      case 1 -> {
        for (int i = 1; i < block; i++) {
          s[i] += s[i - 1];
        }
      }
      case 2 -> {
        for (int i = 2; i < block; i++) {
          s[i] += 2 * s[i - 1] - s[i - 2];
        }
      }
      case 3 -> {
        for (int i = 3; i < block; i++) {
          s[i] += 3 * (s[i - 1] - s[i - 2]) + s[i - 3];
        }
      }
      case 4 -> {
        for (int i = 4; i < block; i++) {
          s[i] += 4 * (s[i - 1] + s[i - 3]) - 6 * s[i - 2] - s[i - 4];
        }
      }
      default -> {}
    }
  }

  /** Each sample is a weighted sum of those before it, shifted, and a residual. */
  private void linear(int order, int width, int block, int[] samples) throws IOException {
    warmUp(order, width, block, samples);
    int precision = in.unsigned(4) + 1;
    int shift = in.signed(5);
    if (precision == 16 || shift < 0) {
      throw in.broken(
          "linear prediction must have up to 15 bits and a shift of 0 or more, got %d and %d"
              .formatted(precision, shift));
    }
    for (int j = 0; j < order; j++) {
      coefficients[j] = in.signed(precision);
    }
    residual(order, block, samples);
    boolean fitsInt = width + precision + 32 - Integer.numberOfLeadingZeros(order) <= 32;
    if (fitsInt) {
      predict(order, shift, block, samples);
    } else {
      predictLong(order, shift, block, samples);
    }
  }

  private void predict(int order, int shift, int block, int[] samples) {
    for (int i = order; i < block; i++) {
      int sum = 0;
      for (int j = 0; j < order; j++) {
        sum += coefficients[j] * samples[i - 1 - j];
      }
      samples[i] += sum >> shift;
    }
  }

  private void predictLong(int order, int shift, int block, int[] samples) {
    for (int i = order; i < block; i++) {
      long sum = 0;
      for (int j = 0; j < order; j++) {
        sum += (long) coefficients[j] * samples[i - 1 - j];
      }
      samples[i] += (int) (sum >> shift);
    }
  }

  private void warmUp(int order, int width, int block, int[] samples) throws IOException {
    if (order > block) {
      throw in.broken(
          "order of the prediction must be at most the frame's %d samples, got %d"
              .formatted(block, order));
    }
    verbatim(width, samples, 0, order);
  }

  /** Reads the residuals of all samples from {@code order} on. */
  private void residual(int order, int block, int[] samples) throws IOException {
    int method = in.unsigned(2);
    if (method > 1) {
      throw in.broken("residuals must be coded by method 0 or 1, got " + method);
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int partitionOrder = in.unsigned(4);
    int partition = block >>> partitionOrder;
    if (partition << partitionOrder != block || partition < order) {
      throw in.broken(
          "the frame's %d samples must part into 2^%d equal parts of at least %d"
              .formatted(block, partitionOrder, order));
    }
    int from = order;
    for (int to = partition; to <= block; to += partition) {
      int parameter = in.unsigned(parameterBits);
      if (parameter == escape) {
        verbatim(in.unsigned(5), samples, from, to);
      } else {
        in.rice(parameter, samples, from, to);
      }
      from = to;
    }
  }
}
