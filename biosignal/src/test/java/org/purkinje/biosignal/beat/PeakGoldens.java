package org.purkinje.biosignal.beat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The signals of {@code golden/beat/gradient-r-peaks/peaks.py} and the peaks it found in them. */
final class PeakGoldens {

  /** Waves of a sinus beat: height in mV, time from the R peak in s, width in s. */
  private static final double[][] SINUS = {
    {0.12, -0.18, 0.025},
    {-0.1, -0.03, 0.01},
    {1.1, 0, 0.011},
    {-0.25, 0.03, 0.012},
    {0.3, 0.28, 0.05}
  };

  private static final double[][] ECTOPIC = {
    {1.6, 0, 0.045}, {-0.5, 0.1, 0.04}, {-0.4, 0.34, 0.06}
  };

  private PeakGoldens() {}

  static int[] peaks(String name) {
    String resource = "/golden/beat/gradient-r-peaks/" + name + ".txt";
    try (InputStream in = PeakGoldens.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 30 s of ECG; every n-th beat comes early and wide, none for n = 0. */
  static double[] ecg(double fs, int ectopicEvery) {
    double[] x = new double[(int) (30 * fs)];
    for (int i = 0; i < x.length; i++) {
      double t = i / fs;
      x[i] =
          0.3 * Math.sin(2 * Math.PI * 0.33 * t)
              + 0.02 * Math.sin(2 * Math.PI * 50 * t)
              + 0.01 * Math.sin(2 * Math.PI * 23.7 * t + 1);
    }
    double[] times = beatTimes(ectopicEvery);
    for (int k = 0; k < times.length; k++) {
      for (double[] wave : isEarly(k, ectopicEvery) ? ECTOPIC : SINUS) {
        for (int i = 0; i < x.length; i++) {
          double distance = (i / fs - times[k] - wave[1]) / wave[2];
          x[i] += wave[0] * Math.exp(-0.5 * distance * distance);
        }
      }
    }
    return x;
  }

  /** Where the R waves of {@link #ecg} lie, samples. */
  static int[] beats(double fs, int ectopicEvery) {
    return Arrays.stream(beatTimes(ectopicEvery))
        .filter(time -> time < 30)
        .mapToInt(time -> (int) Math.round(time * fs))
        .toArray();
  }

  private static double[] beatTimes(int ectopicEvery) {
    DoubleStream.Builder times = DoubleStream.builder();
    double at = 0.4;
    for (int k = 0; at < 31; ) {
      times.add(at);
      k++;
      at += 0.8 + 0.12 * Math.sin(0.7 * k) - (isEarly(k, ectopicEvery) ? 0.3 : 0);
    }
    return times.build().toArray();
  }

  /** Three sines, so that peaks of many sizes stand close together. */
  static double[] waves() {
    double[] x = new double[2000];
    for (int n = 0; n < x.length; n++) {
      x[n] = Math.sin(n / 17.0) + 0.6 * Math.sin(n / 5.3 + 1) + 0.3 * Math.sin(n / 2.1 + 2);
    }
    return x;
  }

  private static boolean isEarly(int k, int ectopicEvery) {
    return ectopicEvery > 0 && k % ectopicEvery == ectopicEvery - 1;
  }
}
