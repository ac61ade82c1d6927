package org.purkinje.preprocessing.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;
import org.purkinje.biosignal.window.WindowedSignal;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowSignals;

/**
 * What is cut of a recording's signals over one span of time.
 *
 * @param signals of the recording, in its order
 * @param cuts one of each signal
 */
public record CutSignals(
    Recording recording, List<WindowedSignal> signals, List<WindowedSignal.Cut> cuts) {

  /** Why each signal may not be learnt from; empty where it may. */
  public List<Optional<WindowRefusal>> refusals() {
    return cuts.stream().map(WindowedSignal.Cut::refusal).toList();
  }

  /** How many may be learnt from. */
  public long accepted() {
    return refusals().stream().filter(Optional::isEmpty).count();
  }

  /** The broken rule of the first signal that the record has, where one was refused. */
  public String reason() {
    return broken().stream()
        .filter(refusal -> refusal.rule() != WindowRule.ABSENT)
        .findFirst()
        .orElse(broken().get(0))
        .rule()
        .label();
  }

  /** What was found of each signal that was refused. */
  public String detail() {
    return broken().stream().map(WindowRefusal::text).collect(Collectors.joining("; "));
  }

  private List<WindowRefusal> broken() {
    return refusals().stream().flatMap(Optional::stream).toList();
  }

  /** As the column {@code signals} of {@code windows} holds them. */
  public List<Row> rows() {
    return rows(WindowedSignal.Cut::standardisation);
  }

  /**
   * As the column {@code signals} of {@code beats} holds them: in a span as short as a beat an R
   * wave may reach above what is stored of a window, so that the SD is raised until nothing is
   * clipped.
   */
  public List<Row> rowsUnclipped() {
    return rows(CutSignals::unclipped);
  }

  private static Standardisation unclipped(WindowedSignal.Cut cut) {
    double mean = cut.standardisation().mean();
    double largest = 0;
    for (double sample : cut.samples()) {
      largest = Math.max(largest, Math.abs(sample - mean));
    }
    return new Standardisation(
        mean, Math.max(cut.standardisation().sd(), largest / WindowSignals.CLIP_SD));
  }

  private List<Row> rows(Function<WindowedSignal.Cut, Standardisation> standardisation) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      WindowedSignal signal = signals.get(i);
      RowBuilder row =
          new RowBuilder(WindowSignals.SIGNAL)
              .set("name", signal.spec().name())
              .set("kind", signal.spec().kind().label())
              .set("lead", recording.signals().get(i).lead().orElse(null))
              .set("unit", signal.prepared().unit())
              .set("fs_hz", signal.spec().rateHz());
      WindowedSignal.Cut cut = cuts.get(i);
      if (cut.refusal().isPresent()) {
        row.set("refusal", cut.refusal().get().rule().label());
      } else {
        Standardisation of = standardisation.apply(cut);
        row.set("samples", WindowSignals.encode(of.apply(cut.samples())))
            .set("mean", of.mean())
            .set("sd", of.sd())
            .set("quality", cut.quality().isPresent() ? cut.quality().getAsDouble() : null)
            .set("noise", cut.noise().isPresent() ? cut.noise().getAsDouble() : null);
      }
      rows.add(row.build());
    }
    return rows;
  }
}
