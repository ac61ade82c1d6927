package org.purkinje.models.ecgnat;

import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.PatchMask;

/**
 * What a batch of ECGs shows of itself. One row is a lead of a window, in the order of {@link
 * EcgWindow#LEADS}: row {@code 12·b + lead}.
 *
 * @param visible units of each lead that are not hidden, whether or not the lead is there
 * @param present whether each lead is there, length 12·B; the samples of others are never read
 */
public record UnitMask(PatchMask visible, boolean[] present) {

  private static final double HIDDEN_SHARE = 0.75; // 9 of 12 leads

  int windows() {
    return present.length / EcgWindow.LEADS.size();
  }

  /** True where a unit is hidden or its lead absent, bool [B, 12, N]. */
  Tensor unseen() {
    return Tensors.of(visible.hidingAbsent(present).toArray())
        .logical_not()
        .view(windows(), EcgWindow.LEADS.size(), EcgWindow.UNITS);
  }

  /**
   * True for the units of which at least three quarters of the window's leads are hidden: their
   * tokens are replaced. bool [B, N].
   */
  Tensor hiddenUnits() {
    boolean[][] hidden = new boolean[windows()][EcgWindow.UNITS];
    for (int b = 0; b < hidden.length; b++) {
      for (int unit = 0; unit < EcgWindow.UNITS; unit++) {
        hidden[b][unit] = isHidden(b, unit);
      }
    }
    return Tensors.of(hidden);
  }

  private boolean isHidden(int window, int unit) {
    int leads = 0;
    int hidden = 0;
    for (int lead = 0; lead < EcgWindow.LEADS.size(); lead++) {
      int row = window * EcgWindow.LEADS.size() + lead;
      leads += present[row] ? 1 : 0;
      hidden += present[row] && !visible.isVisible(row, unit) ? 1 : 0;
    }
    return hidden >= HIDDEN_SHARE * leads;
  }
}
