package org.purkinje.models.m2ae;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.training.PackedRows;

/**
 * A paired window as one row of floats, the form in which it travels through DL4J; the one place
 * that knows the columns. 64-bit numbers are split into four 16-bit pieces, which floats hold
 * exactly.
 *
 * <table>
 *   <caption>Columns</caption>
 *   <tr><td>0, 1</td><td>1 if there is an ECG, a PPG; else 0</td></tr>
 *   <tr><td>2</td><td>1 if ECG and PPG are a trusted pair; else 0</td></tr>
 *   <tr><td>3</td><td>weight of the contrastive terms</td></tr>
 *   <tr><td>4–7, 8–11</td><td>subject, seed; least significant piece first</td></tr>
 *   <tr><td>12–1261, 1262–2511</td><td>ECG, PPG; 0 where absent</td></tr>
 * </table>
 *
 * @param ecg normalised samples [1250], or empty if the window has no ECG
 * @param ppg normalised samples [1250], or empty if the window has no PPG
 * @param trustedPair whether ECG and PPG are known to show the same beats
 * @param subject equal for windows of one person
 * @param seed what the window's masks and augmentations are drawn from
 * @param contrastiveWeight λ at this step; equal for all windows of a batch
 */
public record PackedWindow(
    float[] ecg,
    float[] ppg,
    boolean trustedPair,
    long subject,
    long seed,
    float contrastiveWeight) {

  /** Floats in a row. */
  public static final int ROW_LENGTH = 12 + 2 * M2ae.SAMPLES;

  private static final int ECG_PRESENT = 0;
  private static final int PPG_PRESENT = 1;
  private static final int TRUSTED_PAIR = 2;
  private static final int CONTRASTIVE_WEIGHT = 3;
  private static final int SUBJECT = 4;
  private static final int SEED = 8;
  private static final int ECG = 12;
  private static final int PPG = ECG + M2ae.SAMPLES;
  private static final int PIECES = 4;
  private static final int PIECE_BITS = 16;
  private static final long PIECE_MASK = 0xFFFF;

  public PackedWindow {
    check("ECG", ecg);
    check("PPG", ppg);
    if (ecg.length == 0 && ppg.length == 0) {
      throw new IllegalArgumentException("a window must have ECG or PPG, got neither");
    }
    if (trustedPair && (ecg.length == 0 || ppg.length == 0)) {
      throw new IllegalArgumentException(
          "a trusted pair must have ECG and PPG, got %d and %d samples"
              .formatted(ecg.length, ppg.length));
    }
  }

  /** The windows' rows one after another, shape [windows][row length]. */
  public static float[] rows(List<PackedWindow> windows) {
    float[] rows = new float[windows.size() * ROW_LENGTH];
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).writeTo(rows, i * ROW_LENGTH);
    }
    return rows;
  }

  /** Writes the row to {@code rows} from {@code offset} on. */
  public void writeTo(float[] rows, int offset) {
    Arrays.fill(rows, offset, offset + ROW_LENGTH, 0f);
    rows[offset + ECG_PRESENT] = ecg.length > 0 ? 1 : 0;
    rows[offset + PPG_PRESENT] = ppg.length > 0 ? 1 : 0;
    rows[offset + TRUSTED_PAIR] = trustedPair ? 1 : 0;
    rows[offset + CONTRASTIVE_WEIGHT] = contrastiveWeight;
    for (int i = 0; i < PIECES; i++) {
      rows[offset + SUBJECT + i] = (subject >>> (PIECE_BITS * i)) & PIECE_MASK;
      rows[offset + SEED + i] = (seed >>> (PIECE_BITS * i)) & PIECE_MASK;
    }
    System.arraycopy(ecg, 0, rows, offset + ECG, ecg.length);
    System.arraycopy(ppg, 0, rows, offset + PPG, ppg.length);
  }

  /** Whether each row has an ECG. */
  static boolean[] ecgPresent(PackedRows rows) {
    return flags(rows, ECG_PRESENT);
  }

  /** Whether each row has a PPG. */
  static boolean[] ppgPresent(PackedRows rows) {
    return flags(rows, PPG_PRESENT);
  }

  /** Whether the signals of each row are a trusted pair. */
  static boolean[] trustedPair(PackedRows rows) {
    return flags(rows, TRUSTED_PAIR);
  }

  /** ECG samples, float32 [rows, 1250]. */
  static Tensor ecg(PackedRows rows) {
    return rows.columns(ECG, ECG + M2ae.SAMPLES);
  }

  /** PPG samples, float32 [rows, 1250]. */
  static Tensor ppg(PackedRows rows) {
    return rows.columns(PPG, PPG + M2ae.SAMPLES);
  }

  static long[] subjects(PackedRows rows) {
    return longs(rows, SUBJECT);
  }

  static long[] seeds(PackedRows rows) {
    return longs(rows, SEED);
  }

  /**
   * @throws IllegalArgumentException if the rows disagree
   */
  static double contrastiveWeight(PackedRows rows) {
    float first = rows.at(0, CONTRASTIVE_WEIGHT);
    for (int i = 1; i < rows.rows(); i++) {
      if (rows.at(i, CONTRASTIVE_WEIGHT) != first) {
        throw new IllegalArgumentException(
            "windows of a batch must have one contrastive weight, got %s and %s"
                .formatted(first, rows.at(i, CONTRASTIVE_WEIGHT)));
      }
    }
    return first;
  }

  private static boolean[] flags(PackedRows rows, int column) {
    boolean[] flags = new boolean[rows.rows()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = rows.at(i, column) != 0;
    }
    return flags;
  }

  private static long[] longs(PackedRows rows, int column) {
    long[] values = new long[rows.rows()];
    for (int i = 0; i < values.length; i++) {
      for (int piece = 0; piece < PIECES; piece++) {
        values[i] |= (long) rows.at(i, column + piece) << (PIECE_BITS * piece);
      }
    }
    return values;
  }

  private static void check(String signal, float[] samples) {
    if (samples.length != 0 && samples.length != M2ae.SAMPLES) {
      throw new IllegalArgumentException(
          "%s must have %d samples or none, got %d"
              .formatted(signal, M2ae.SAMPLES, samples.length));
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "%s sample %d must be finite, got %s".formatted(signal, i, samples[i]));
      }
    }
  }
}
