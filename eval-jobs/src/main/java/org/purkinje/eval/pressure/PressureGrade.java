package org.purkinje.eval.pressure;

import java.util.List;
import org.purkinje.biosignal.metric.AamiSp10;
import org.purkinje.biosignal.metric.BhsGrade;
import org.purkinje.biosignal.metric.Descriptives;
import org.purkinje.biosignal.metric.Ieee1708Grade;
import org.purkinje.biosignal.metric.Iso81060Criterion2;
import org.purkinje.biosignal.metric.PressurePairs;
import org.purkinje.biosignal.metric.Verdict;

/**
 * What a standard says of a method.
 *
 * @param code grades A to D as 1 to 4; pass 1, fail 0, insufficient n -1
 * @param verdict the same in words
 */
record PressureGrade(String name, double code, String verdict) {

  static List<PressureGrade> of(PressurePairs pairs) {
    double[] errors = pairs.errors();
    double[] sizes = new double[errors.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(errors[i]);
    }
    return List.of(
        of("aami", AamiSp10.of(pairs).verdict()),
        of("iso-81060-2-criterion-2", Iso81060Criterion2.of(pairs).verdict()),
        grade("bhs-grade", BhsGrade.of(errors)),
        grade("ieee-1708-grade", Ieee1708Grade.of(Descriptives.mean(sizes))));
  }

  private static PressureGrade of(String name, Verdict verdict) {
    int code =
        switch (verdict) {
          case PASS -> 1;
          case FAIL -> 0;
          case INSUFFICIENT_N -> -1;
        };
    return new PressureGrade(name, code, verdict.label());
  }

  private static PressureGrade grade(String name, Enum<?> grade) {
    return new PressureGrade(name, grade.ordinal() + 1, grade.name());
  }
}
