package org.purkinje.models.ecgnat;

import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TrainingExample;

/** An ECG as one row: which leads it has, their samples, and what its masks are drawn from. */
final class EcgNatRow {

  static final String SEED = "seed";
  static final String SAMPLES = "samples";

  static final RowLayout LAYOUT = layout();

  private EcgNatRow() {}

  /** Name of the flag that a lead is there. */
  static String present(Lead lead) {
    return lead.label() + "-present";
  }

  /** A layout of its own, to which more may be added. */
  static RowLayout layout() {
    RowLayout layout = new RowLayout();
    EcgWindow.LEADS.forEach(lead -> layout.flag(present(lead)));
    return layout.number(SEED).floats(SAMPLES, EcgWindow.LEADS.size() * EcgWindow.SAMPLES);
  }

  /**
   * @throws IllegalArgumentException if a window has none of the leads, or one of another length,
   *     or a sample that is no number
   */
  static void write(TrainingExample window, RowLayout.Row row) {
    float[] samples = new float[EcgWindow.LEADS.size() * EcgWindow.SAMPLES];
    boolean hasLead = false;
    for (int i = 0; i < EcgWindow.LEADS.size(); i++) {
      Lead lead = EcgWindow.LEADS.get(i);
      float[] own = window.signal(lead.label());
      if (own.length > 0) {
        check(lead, own);
        row.set(present(lead), true);
        System.arraycopy(own, 0, samples, i * EcgWindow.SAMPLES, own.length);
        hasLead = true;
      }
    }
    if (!hasLead) {
      throw new IllegalArgumentException(
          "a window must have one of the leads %s, got signals %s; window-signals cuts leads with take: each"
              .formatted(
                  EcgWindow.LEADS.stream().map(Lead::label).collect(Collectors.joining(", ")),
                  window.signals().keySet().stream().sorted().toList()));
    }
    row.set(SEED, window.seed());
    row.set(SAMPLES, samples);
  }

  /** The samples of a batch of rows, [B, 12, S]. */
  static Tensor samples(PackedRows rows, torch.ScalarType type) {
    return rows.floats(SAMPLES)
        .to(type)
        .reshape(rows.rows(), EcgWindow.LEADS.size(), EcgWindow.SAMPLES);
  }

  /** Whether each lead of a batch of rows is there, length 12·B. */
  static boolean[] present(PackedRows rows) {
    int leads = EcgWindow.LEADS.size();
    boolean[] present = new boolean[rows.rows() * leads];
    for (int lead = 0; lead < leads; lead++) {
      boolean[] own = rows.flags(present(EcgWindow.LEADS.get(lead)));
      for (int b = 0; b < own.length; b++) {
        present[b * leads + lead] = own[b];
      }
    }
    return present;
  }

  /**
   * @throws IllegalArgumentException if the samples are not those of a lead
   */
  static void check(Lead lead, float[] samples) {
    if (samples.length != EcgWindow.SAMPLES) {
      throw new IllegalArgumentException(
          "lead %s must have %d samples (10 s at 256 Hz) or none, got %d"
              .formatted(lead.label(), EcgWindow.SAMPLES, samples.length));
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "lead %s sample %d must be finite, got %s".formatted(lead.label(), i, samples[i]));
      }
    }
  }
}
