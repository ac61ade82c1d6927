package org.purkinje.preprocessing.windows;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowRefusalsTable;
import org.purkinje.preprocessing.records.StoredRecord;

/** Counts what the windows of one record refuse, by signal and rule. */
final class RefusalCounts {

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::signal)
          .thenComparing(Key::rule)
          .thenComparing(Key::side)
          .thenComparing(Key::limit)
          .thenComparing(Key::unit);

  /** What is counted together: a rule may have limits of more than one quantity. */
  private record Key(
      String signal, String rule, WindowRefusal.Side side, double limit, String unit) {}

  /**
   * @param least smallest value that was refused; NaN where none could be measured
   * @param greatest largest value that was refused; NaN where none could be measured
   */
  private record Counted(long windows, double least, double greatest) {

    Counted plus(Counted other) {
      return new Counted(
          windows + other.windows,
          Double.isNaN(least) ? other.least : Math.min(least, orElse(other.least, least)),
          Double.isNaN(greatest)
              ? other.greatest
              : Math.max(greatest, orElse(other.greatest, greatest)));
    }

    private static double orElse(double value, double other) {
      return Double.isNaN(value) ? other : value;
    }
  }

  private final String windowSet;
  private final StoredRecord record;
  private final Map<Key, Counted> counts = new TreeMap<>(ORDER);

  RefusalCounts(String windowSet, StoredRecord record) {
    this.windowSet = windowSet;
    this.record = record;
  }

  void add(CandidateWindow window) {
    for (CandidateWindow.Refused refused : window.refusals()) {
      WindowRefusal refusal = refused.refusal();
      counts.merge(
          new Key(
              refused.signal(),
              refusal.rule().label(),
              refusal.side(),
              refusal.limit(),
              refusal.unit()),
          new Counted(1, refusal.value(), refusal.value()),
          Counted::plus);
    }
  }

  /** Rows of {@code window_refusals}. */
  List<Row> rows() {
    return counts.entrySet().stream().map(of -> row(of.getKey(), of.getValue())).toList();
  }

  private Row row(Key key, Counted counted) {
    return new RowBuilder(WindowRefusalsTable.TABLE)
        .set("window_set", windowSet)
        .set("corpus", record.corpus())
        .set("record", record.record())
        .set("subject", record.subject())
        .set("signal", key.signal())
        .set("rule", key.rule())
        .set(
            "needed",
            switch (key.side()) {
              case AT_LEAST -> WindowRefusalsTable.AT_LEAST;
              case AT_MOST -> WindowRefusalsTable.AT_MOST;
            })
        .set("value_limit", key.limit())
        .set("unit", key.unit())
        .set("windows", counted.windows())
        .set("least", counted.least())
        .set("greatest", counted.greatest())
        .build();
  }
}
