package org.purkinje.models.ecgnat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.TrainingExample;

/** Twelve leads that share a rhythm, made from a seed: sines of unit SD, with noise. */
final class SyntheticLeads {

  private SyntheticLeads() {}

  static List<TrainingExample> windows(int count, long seed) {
    List<TrainingExample> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(window(DrawStream.windowSeed(seed, i), EcgWindow.LEADS));
    }
    return windows;
  }

  static TrainingExample window(long seed, List<Lead> leads) {
    return new TrainingExample("w", seed, false, signals(seed, leads), seed);
  }

  static Map<String, float[]> signals(long seed, List<Lead> leads) {
    DrawStream draws = new DrawStream(seed, "rhythm");
    double hz = draws.nextDouble(1, 2);
    double phase = draws.nextDouble(0, 2 * Math.PI);
    Map<String, float[]> signals = new HashMap<>();
    for (Lead lead : leads) {
      DrawStream noise = new DrawStream(seed, lead.label());
      float[] x = new float[EcgWindow.SAMPLES];
      for (int i = 0; i < x.length; i++) {
        double angle = 2 * Math.PI * hz * i / 256 + phase + 0.3 * lead.ordinal();
        x[i] = (float) (Math.sqrt(2) * Math.sin(angle) + 0.1 * noise.nextGaussian());
      }
      signals.put(lead.label(), x);
    }
    return signals;
  }
}
