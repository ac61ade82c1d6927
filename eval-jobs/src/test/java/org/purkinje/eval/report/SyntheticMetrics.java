package org.purkinje.eval.report;

import java.util.stream.Stream;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.jobsupport.certificate.Standing;

/** Made-up rows of evaluations on subjects held out and of classifications. */
final class SyntheticMetrics {

  private SyntheticMetrics() {}

  /** What a model explains of subjects held out, and how often it finds a window. */
  static Report.HeldOut heldOut(String pretraining) {
    return heldOut(pretraining, Standing.DISJOINT, "disjoint");
  }

  static Report.HeldOut heldOut(String pretraining, Standing standing, String certificate) {
    return new Report.HeldOut(
        "held-out-" + pretraining,
        Stream.of(
                row("reconstruction", "ecg", "explained-variance", 0.331),
                row("retrieval", "ecg-to-ppg", "chance", 1 / 128.0),
                row("retrieval", "ecg-to-ppg", "recall-at-1", 0.131))
            .map(row -> row.of(pretraining, "m2ae", "held-out"))
            .map(row -> row.over(640, 16, row.value() - 0.004, row.value() + 0.004))
            .map(row -> row.metric(standing, certificate, "trusted"))
            .toList());
  }

  /** Of two classes, one of which nobody has, from two parts of the labels and from one draw. */
  static Report.Classification classification(Standing standing, String certificate) {
    Draft auroc = row("superclass", "pretrained", "macro-auroc", 0.735).over(106, 93, 0.704, 0.766);
    Draft graded = row("superclass", "none", "", 0).of("m1", "constant", "none");
    return new Report.Classification(
        "superclass",
        Stream.of(
                graded.named("macro-auroc", 0.5),
                graded
                    .named("prevalence-HYP", 0)
                    .judged("left out of macro means: no graded record has it"),
                graded.named("prevalence-NORM", 0.519),
                auroc.of("m1", "linear-probe", "labels/0.1").drawn(5, 0.025),
                auroc.of("m1", "linear-probe", "labels/0/0.1").named("macro-auroc", 0.711),
                row("superclass", "pretrained - scratch", "macro-auroc-difference", 0.087)
                    .of("m1", "linear-probe", "labels/0.1")
                    .over(106, 93, -0.003, 0.177)
                    .drawn(5, 0.072),
                row("superclass", "none", "training-persons", 0)
                    .of("m1", "none", "labels/0/0.01")
                    .judged("no record of it has a class"))
            .map(row -> row.metric(standing, certificate, "not-used"))
            .toList());
  }

  /** Of one draw, with the mean over it. */
  static Report.Classification oneDraw() {
    Draft auroc =
        row("superclass", "scratch", "macro-auroc", 0.642).of("m1", "fine-tune", "labels/0.1");
    return new Report.Classification(
        "one-draw",
        Stream.of(auroc, auroc.of("m1", "fine-tune", "labels/0/0.1").over(106, 93, 0.561, 0.735))
            .map(row -> row.metric(Standing.DISJOINT, "not pretrained", "not-used"))
            .toList());
  }

  private static Draft row(String task, String features, String metric, double value) {
    return new Draft(
        task, features, metric, value, "", "", "", 0, 0, Double.NaN, Double.NaN, "", 1, Double.NaN);
  }

  /** A metric in the making. */
  private record Draft(
      String task,
      String features,
      String name,
      double value,
      String model,
      String method,
      String split,
      long n,
      long subjects,
      double low,
      double high,
      String verdict,
      long seeds,
      double seedSd) {

    Draft of(String network, String way, String part) {
      return new Draft(
          task, features, name, value, network, way, part, n, subjects, low, high, verdict, seeds,
          seedSd);
    }

    Draft named(String other, double of) {
      return new Draft(
          task, features, other, of, model, method, split, n, subjects, low, high, verdict, seeds,
          seedSd);
    }

    Draft over(long windows, long persons, double from, double to) {
      return new Draft(
          task, features, name, value, model, method, split, windows, persons, from, to, verdict,
          seeds, seedSd);
    }

    Draft judged(String text) {
      return new Draft(
          task, features, name, value, model, method, split, n, subjects, low, high, text, seeds,
          seedSd);
    }

    Draft drawn(long draws, double sd) {
      return new Draft(
          task, features, name, value, model, method, split, n, subjects, low, high, verdict, draws,
          sd);
    }

    MetricRow metric(Standing standing, String certificate, String alignment) {
      return new MetricRow(
          task,
          model,
          features,
          split,
          name,
          value,
          low,
          high,
          n,
          subjects,
          method,
          "1",
          standing,
          certificate,
          verdict,
          "",
          alignment,
          "",
          seeds,
          seedSd);
    }
  }
}
