package org.purkinje.biosignal.annotation;

import static org.purkinje.biosignal.annotation.AnnotationKind.BEAT;
import static org.purkinje.biosignal.annotation.AnnotationKind.NOTE;
import static org.purkinje.biosignal.annotation.AnnotationKind.QUALITY;
import static org.purkinje.biosignal.annotation.AnnotationKind.RHYTHM;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The table of standard annotation codes; 15, 17 and 42 to 49 are left to users. */
public final class StandardCodes {

  /** Code 1 first. */
  static final List<AnnotationCode> BY_VALUE;

  static {
    List<AnnotationCode> codes = new ArrayList<>();
    add(codes, 1, "N", BEAT, "normal beat");
    add(codes, 2, "L", BEAT, "left bundle branch block beat");
    add(codes, 3, "R", BEAT, "right bundle branch block beat");
    add(codes, 4, "a", BEAT, "aberrated atrial premature beat");
    add(codes, 5, "V", BEAT, "premature ventricular contraction");
    add(codes, 6, "F", BEAT, "fusion of ventricular and normal beat");
    add(codes, 7, "J", BEAT, "nodal (junctional) premature beat");
    add(codes, 8, "A", BEAT, "atrial premature beat");
    add(codes, 9, "S", BEAT, "premature or ectopic supraventricular beat");
    add(codes, 10, "E", BEAT, "ventricular escape beat");
    add(codes, 11, "j", BEAT, "nodal (junctional) escape beat");
    add(codes, 12, "/", BEAT, "paced beat");
    add(codes, 13, "Q", BEAT, "unclassifiable beat");
    add(codes, 14, "~", QUALITY, "signal quality change");
    add(codes, 16, "|", NOTE, "isolated QRS-like artefact");
    add(codes, 18, "s", NOTE, "ST change");
    add(codes, 19, "T", NOTE, "T-wave change");
    add(codes, 20, "*", NOTE, "systole");
    add(codes, 21, "D", NOTE, "diastole");
    add(codes, 22, "\"", NOTE, "comment");
    add(codes, 23, "=", NOTE, "measurement");
    add(codes, 24, "p", NOTE, "P-wave peak");
    add(codes, 25, "B", BEAT, "bundle branch block beat, left or right");
    add(codes, 26, "^", NOTE, "non-conducted pacer spike");
    add(codes, 27, "t", NOTE, "T-wave peak");
    add(codes, 28, "+", RHYTHM, "rhythm change");
    add(codes, 29, "u", NOTE, "U-wave peak");
    add(codes, 30, "?", BEAT, "beat not classified during learning");
    add(codes, 31, "!", NOTE, "ventricular flutter wave");
    add(codes, 32, "[", NOTE, "start of ventricular flutter or fibrillation");
    add(codes, 33, "]", NOTE, "end of ventricular flutter or fibrillation");
    add(codes, 34, "e", BEAT, "atrial escape beat");
    add(codes, 35, "n", BEAT, "supraventricular escape beat");
    add(codes, 36, "@", NOTE, "link to external data");
    add(codes, 37, "x", NOTE, "non-conducted P wave (blocked atrial premature beat)");
    add(codes, 38, "f", BEAT, "fusion of paced and normal beat");
    add(codes, 39, "(", NOTE, "waveform onset");
    add(codes, 40, ")", NOTE, "waveform end");
    add(codes, 41, "r", BEAT, "R-on-T premature ventricular contraction");
    fillUntil(codes, AnnotationCode.LARGEST + 1);
    BY_VALUE = Collections.unmodifiableList(codes);
  }

  private StandardCodes() {}

  /**
   * The standard label of a number; those without one print as e.g. {@code [42]}.
   *
   * @param value 1 to 49
   */
  public static AnnotationCode of(int value) {
    if (value < 1 || value > AnnotationCode.LARGEST) {
      throw new IllegalArgumentException("annotation code must be 1 to 49, got " + value);
    }
    return BY_VALUE.get(value - 1);
  }

  /**
   * The standard label that prints as {@code symbol}, e.g. {@code V}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AnnotationCode of(String symbol) {
    for (AnnotationCode code : BY_VALUE) {
      if (code.symbol().equals(symbol)) {
        return code;
      }
    }
    throw new IllegalArgumentException(
        "annotation symbol must be one of the standard ones, got " + symbol);
  }

  private static void add(
      List<AnnotationCode> codes,
      int value,
      String symbol,
      AnnotationKind kind,
      String description) {
    fillUntil(codes, value);
    codes.add(new AnnotationCode(value, symbol, kind, description));
  }

  /** Adds codes without a standard meaning up to the one before {@code value}. */
  private static void fillUntil(List<AnnotationCode> codes, int value) {
    for (int unused = codes.size() + 1; unused < value; unused++) {
      codes.add(new AnnotationCode(unused, "[" + unused + "]", NOTE, "no standard meaning"));
    }
  }
}
