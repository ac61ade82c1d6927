package org.purkinje.biosignal.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An ECG lead: the electrode view of a channel, in one spelling for what files write in many. */
public enum Lead {
  I,
  II,
  III,
  AVR("aVR"),
  AVL("aVL"),
  AVF("aVF"),
  V1,
  V2,
  V3,
  V4,
  V5,
  V6,
  V7,
  V8,
  V9,
  V1R,
  V2R,
  V3R,
  V4R,
  V5R,
  V6R,
  V7R,
  V8R,
  V9R,
  MLI,
  MLII,
  MLIII;

  /** The leads of a twelve-lead ECG, in the order in which devices print them. */
  public static final List<Lead> STANDARD_12 =
      List.of(I, II, III, AVR, AVL, AVF, V1, V2, V3, V4, V5, V6);

  /**
   * A device before a slash, {@code ECG} or {@code lead}, then the lead: {@code SNUADC/ECG_II},
   * {@code Lead V1}, {@code ECG aVR}, {@code mlii}.
   */
  private static final Pattern CHANNEL =
      Pattern.compile(
          "(?:.*/)?(?:(?:ECG|EKG|LEAD)[\\s_.:-]*)*(MLI{1,3}|I{1,3}|AV[RLF]|V[1-9]R?)",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, Lead> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(Lead::label, Function.identity()));

  private final String label;

  Lead() {
    this.label = name();
  }

  Lead(String label) {
    this.label = label;
  }

  /** The name used in tables and configs, e.g. {@code aVR}. */
  public String label() {
    return label;
  }

  /**
   * @param channel name of an ECG channel
   * @return empty if the name tells no lead
   */
  public static Optional<Lead> ofChannel(String channel) {
    Matcher matcher = CHANNEL.matcher(channel.strip());
    return matcher.matches()
        ? Optional.of(valueOf(matcher.group(1).toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if no lead has this {@link #label()}
   */
  public static Lead ofLabel(String label) {
    Lead lead = BY_LABEL.get(label);
    if (lead == null) {
      throw new IllegalArgumentException(
          "lead must be one of %s, got %s"
              .formatted(
                  Arrays.stream(values()).map(Lead::label).collect(Collectors.joining(", ")),
                  label));
    }
    return lead;
  }
}
