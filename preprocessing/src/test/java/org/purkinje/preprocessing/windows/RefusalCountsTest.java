package org.purkinje.preprocessing.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;
import org.purkinje.preprocessing.records.Person;
import org.purkinje.preprocessing.records.StoredRecord;

class RefusalCountsTest {

  private static final StoredRecord RECORD =
      new StoredRecord(
          "tiny", "r1", "s1", new Person("published", "tiny/s1", null), "unknown", List.of());

  private final RefusalCounts counts = new RefusalCounts("w", RECORD);

  @Test
  void countsBySignalRuleAndLimitAndKeepsTheEndsOfTheValues() {
    add("ecg", refusal(WindowRule.BEATS, 3, "", 5));
    add("ecg", refusal(WindowRule.BEATS, 1, "", 5));
    add("ecg", refusal(WindowRule.BEATS, 4, "", 5));
    add("ecg", refusal(WindowRule.BEATS, 0.1, "s", 0.16));
    add("ppg", refusal(WindowRule.BEATS, 0, "", 5));
    assertThat(rows())
        .containsExactly(
            "[w,tiny,r1,s1,ecg,beats,at least,0.16,s,1,0.1,0.1]",
            "[w,tiny,r1,s1,ecg,beats,at least,5.0,,3,1.0,4.0]",
            "[w,tiny,r1,s1,ppg,beats,at least,5.0,,1,0.0,0.0]");
  }

  /** A correlation of no pulses is no number; it is counted, and the others keep their ends. */
  @Test
  void passesOverValuesThatCouldNotBeMeasured() {
    add("pair", refusal(WindowRule.PPG_TEMPLATE, Double.NaN, "", 0.8));
    assertThat(rows()).containsExactly("[w,tiny,r1,s1,pair,ppg template,at least,0.8,,1,NaN,NaN]");
    add("pair", refusal(WindowRule.PPG_TEMPLATE, 0.5, "", 0.8));
    add("pair", refusal(WindowRule.PPG_TEMPLATE, Double.NaN, "", 0.8));
    add("pair", refusal(WindowRule.PPG_TEMPLATE, 0.7, "", 0.8));
    assertThat(rows()).containsExactly("[w,tiny,r1,s1,pair,ppg template,at least,0.8,,4,0.5,0.7]");
  }

  private List<String> rows() {
    return counts.rows().stream().map(Row::toString).toList();
  }

  private void add(String signal, WindowRefusal refusal) {
    counts.add(
        CandidateWindow.rejected(
            RowFactory.create(), List.of(new CandidateWindow.Refused(signal, refusal))));
  }

  private static WindowRefusal refusal(WindowRule rule, double value, String unit, double limit) {
    return WindowRefusal.atLeast(rule, "ECG", "found", value, unit, limit);
  }
}
