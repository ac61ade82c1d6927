package org.purkinje.models.ecgnat;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.random.DrawStream;

/**
 * How units and leads of an ECG are hidden. What is drawn for one lead does not depend on which
 * others the window has.
 *
 * @param maskRatio share of the units of each lead that are hidden, above 0, below 1
 * @param sharedMask probability that all leads of a window hide the same units, 0 to 1
 * @param leadDropout probability that a lead is treated as absent, at least 0, below 1
 * @param reducedLeads probability that a window is seen with six, four, three or two leads alone, 0
 *     to 1
 */
public record UnitMaskPlan(
    double maskRatio, double sharedMask, double leadDropout, double reducedLeads)
    implements Serializable {

  /**
   * The reduced sets of Reyna et al., 2021, Will two do? Varying dimensions in electrocardiography.
   */
  private static final List<List<Lead>> REDUCED_SETS =
      List.of(
          List.of(Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF),
          List.of(Lead.I, Lead.II, Lead.III, Lead.V2),
          List.of(Lead.I, Lead.II, Lead.V2),
          List.of(Lead.I, Lead.II));

  public UnitMaskPlan {
    if (!(maskRatio > 0 && maskRatio < 1)) {
      throw new IllegalArgumentException(
          "mask-ratio must be above 0 and below 1, got " + maskRatio);
    }
    if (!(sharedMask >= 0 && sharedMask <= 1)) {
      throw new IllegalArgumentException("shared-mask must be 0 to 1, got " + sharedMask);
    }
    if (!(leadDropout >= 0 && leadDropout < 1)) {
      throw new IllegalArgumentException(
          "lead-dropout must be at least 0 and below 1, got " + leadDropout);
    }
    if (!(reducedLeads >= 0 && reducedLeads <= 1)) {
      throw new IllegalArgumentException("reduced-leads must be 0 to 1, got " + reducedLeads);
    }
  }

  /** The same units hidden, and no lead left out. */
  UnitMaskPlan ofAllLeads() {
    return new UnitMaskPlan(maskRatio, sharedMask, 0, 0);
  }

  /**
   * The masks of a batch.
   *
   * @param seeds the windows' own, see {@link DrawStream#windowSeed}
   * @param present whether each lead is there, length 12·B, row {@code 12·b + lead}
   */
  UnitMask draw(long[] seeds, boolean[] present) {
    int leads = EcgWindow.LEADS.size();
    boolean[][] visible = new boolean[present.length][];
    boolean[] kept = new boolean[present.length];
    for (int b = 0; b < seeds.length; b++) {
      boolean[] own = Arrays.copyOfRange(present, b * leads, (b + 1) * leads);
      System.arraycopy(drawLeads(seeds[b], own), 0, kept, b * leads, leads);
      System.arraycopy(drawUnits(seeds[b]), 0, visible, b * leads, leads);
    }
    return new UnitMask(PatchMask.of(visible), kept);
  }

  /**
   * Which leads a window is seen with; never none of those it has.
   *
   * @param present shape [12]
   * @return shape [12]
   */
  boolean[] drawLeads(long seed, boolean[] present) {
    DrawStream draws = new DrawStream(seed, "leads");
    boolean isReduced = draws.nextDouble() < reducedLeads;
    List<Lead> set = REDUCED_SETS.get(draws.nextInt(REDUCED_SETS.size()));
    boolean[] reduced = present.clone();
    boolean[] kept = new boolean[present.length];
    for (int lead = 0; lead < present.length; lead++) {
      reduced[lead] &= !isReduced || set.contains(EcgWindow.LEADS.get(lead));
      kept[lead] = draws.nextDouble() >= leadDropout;
    }
    boolean[] among = any(reduced) ? reduced : present;
    for (int lead = 0; lead < present.length; lead++) {
      kept[lead] &= among[lead];
    }
    return any(kept) ? kept : among;
  }

  /**
   * Which units of each lead are visible; equally many of each.
   *
   * @return shape [12][80]
   */
  boolean[][] drawUnits(long seed) {
    DrawStream draws = new DrawStream(seed, "units");
    boolean isShared = draws.nextDouble() < sharedMask;
    boolean[][] visible = new boolean[EcgWindow.LEADS.size()][];
    for (int lead = 0; lead < visible.length; lead++) {
      visible[lead] = isShared && lead > 0 ? visible[0] : drawVisible(draws);
    }
    return visible;
  }

  /** The first units of a random order, by Fisher and Yates. */
  private boolean[] drawVisible(DrawStream draws) {
    int hidden = Math.toIntExact(Math.round(maskRatio * EcgWindow.UNITS));
    int count = EcgWindow.UNITS - Math.max(1, Math.min(EcgWindow.UNITS - 1, hidden));
    int[] order = new int[EcgWindow.UNITS];
    Arrays.setAll(order, unit -> unit);
    boolean[] visible = new boolean[order.length];
    for (int i = 0; i < count; i++) {
      int other = i + draws.nextInt(order.length - i);
      visible[order[other]] = true;
      order[other] = order[i];
    }
    return visible;
  }

  private static boolean any(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }
}
