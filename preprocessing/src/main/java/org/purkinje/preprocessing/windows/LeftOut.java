package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SamplingFrequency;

/** Which records are not cut at all, and what their reject says. */
record LeftOut(RejectRows rejects, CutKinds cut) implements Serializable {

  /**
   * @param record row of {@link ExpectedWindows}
   * @return its row of {@code rejects}; empty if windows are cut from it
   */
  Optional<Row> reject(Row record) {
    String corpus = record.getAs("corpus");
    String name = record.getAs("record");
    if (!record.<Boolean>getAs("has_learnable")) {
      String kinds = record.getAs("kinds");
      return Optional.of(
          rejects.record(
              corpus,
              name,
              RejectRows.ABSENT,
              "no %s, channels are of kind %s; excluded"
                  .formatted(
                      list(cut.signalLabels()).replace(", ", " and no "),
                      kinds.isEmpty() ? "none" : kinds)));
    }
    if (!record.<Boolean>getAs("has_rate")) {
      return Optional.of(
          rejects.record(
              corpus,
              name,
              RejectRows.RATE,
              "sampling frequency %s Hz, %s to %s allowed; excluded"
                  .formatted(
                      record.<Double>getAs("worst_hz"),
                      number(SamplingFrequency.MIN_HZ),
                      number(SamplingFrequency.MAX_HZ))));
    }
    if (record.<Long>getAs("windows") > 0) {
      return Optional.empty();
    }
    return Optional.of(
        rejects.record(
            corpus,
            name,
            RejectRows.SHORT,
            String.format(
                Locale.ROOT,
                "longest of %s %.3f s, at least %s s needed; excluded",
                list(cut.labels()),
                record.<Double>getAs("longest_s"),
                number(cut.window().seconds()))));
  }

  private static String list(Object[] kinds) {
    return Arrays.stream(kinds).map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String number(double seconds) {
    return seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds);
  }
}
