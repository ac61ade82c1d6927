package org.purkinje.eval.report;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.purkinje.biosignal.pressure.grade.Verdict;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.jobsupport.certificate.Standing;

/** Title, what made the report, how far its numbers carry, and what they share with pretraining. */
final class HeaderSection {

  private static final int SHOWN_DIGITS = 12;

  private HeaderSection() {}

  static Html of(Report report) {
    Element header =
        Element.of("header")
            .add(Element.of("h1").text(report.title()).html())
            .add(
                facts(
                    "report", report.name(),
                    "written", report.made().startedAt() + " UTC",
                    "run", report.made().run(),
                    "code", shortened(report.made().codeDigest()),
                    "platform", report.made().platform()));
    for (Standing standing : List.of(Standing.SHARED, Standing.UNKNOWN)) {
      List<String> found = certificates(report.metrics(), standing);
      if (!found.isEmpty()) {
        header.add(banner(standing, found));
      }
    }
    return header.add(guide(report)).html();
  }

  /** The first digits of a digest. */
  static String shortened(String digest) {
    return digest.length() <= SHOWN_DIGITS ? digest : digest.substring(0, SHOWN_DIGITS) + "…";
  }

  /** The distinct certificates, in order. */
  static List<String> certificates(Stream<MetricRow> metrics, Standing standing) {
    return metrics
        .filter(row -> row.standing() == standing)
        .map(MetricRow::certificate)
        .distinct()
        .sorted()
        .toList();
  }

  /** Names, each with its value below. */
  static Html facts(String... namesAndValues) {
    Element list = Element.of("dl", "facts");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add(
          Element.of("div")
              .add(Element.of("dt").text(namesAndValues[i]).html())
              .add(Element.of("dd").text(namesAndValues[i + 1]).html())
              .html());
    }
    return list.html();
  }

  private static Html banner(Standing standing, List<String> certificates) {
    String meaning =
        standing == Standing.SHARED
            ? "Evaluated persons were seen in pretraining: these results are not held out."
            : "It is not known whether pretraining saw the evaluated persons: these results may not"
                + " be held out.";
    Element list = Element.of("ul");
    certificates.forEach(text -> list.add(Element.of("li").text(text).html()));
    return Element.of("div", "banner")
        .attribute("role", "alert")
        .add(Element.of("strong").text(meaning).html())
        .add(list.html())
        .html();
  }

  private static Html guide(Report report) {
    Element guide =
        Element.of("div", "guide").add(Element.of("h2").text("How far this goes").html());
    if (report.metrics().findAny().isEmpty()) {
      String alone =
          report.pretrainings().isEmpty()
              ? "This report shows corpora alone: what their files hold, as they are published,"
                  + " not what a model makes of it."
              : "This report shows pretraining alone. A falling loss says that the objective is"
                  + " learnt, not that the encoder is of use; only an evaluation can.";
      guide.add(Element.of("p").text(alone).html());
    }
    report.pretrainings().stream()
        .flatMap(pretraining -> pretraining.heldOut().stream())
        .forEach(evaluation -> guide.add(guide(evaluation)));
    report.classifications().forEach(classification -> guide.add(guide(classification)));
    report.evaluations().forEach(evaluation -> guide.add(guide(evaluation)));
    return guide.html();
  }

  private static Html guide(Report.HeldOut evaluation) {
    return guide(
        "%s asks what a model explains of windows held out, and how often it finds a window by its other signal; whether that is of use only an evaluation of a task can say."
            .formatted(evaluation.name()),
        evaluation.metrics());
  }

  private static Html guide(Report.Classification classification) {
    return guide(
        "%s grades %s of %s, from labels of other persons. Read a pretrained network next to the same from new weights; the interval of a difference that holds 0 shows no lead."
            .formatted(
                classification.name(),
                NumberText.counted(most(classification.metrics(), MetricRow::n), "record"),
                NumberText.counted(most(classification.metrics(), MetricRow::subjects), "subject")),
        classification.metrics());
  }

  private static long most(List<MetricRow> metrics, ToLongFunction<MetricRow> count) {
    return metrics.stream().mapToLong(count).max().orElse(0);
  }

  private static Html guide(Report.Evaluation evaluation) {
    long subjects = most(evaluation.metrics(), MetricRow::subjects);
    long readings = most(evaluation.metrics(), MetricRow::n);
    boolean enough = subjects >= Verdict.MIN_SUBJECTS && readings >= Verdict.MIN_READINGS;
    String size =
        "%s grades %s of %s, each subject by a fit made without that person; whether an encoder had seen them is what the certificates below say. "
            .formatted(
                evaluation.name(),
                NumberText.counted(readings, "window"),
                NumberText.counted(subjects, "subject"));
    String reach =
        enough
            ? "That reaches the %d subjects and %d readings that ANSI/AAMI SP10, ISO 81060-2, BHS and IEEE 1708 ask for; "
                    .formatted(Verdict.MIN_SUBJECTS, Verdict.MIN_READINGS)
                + "their other demands, on who the subjects are and how the reference is taken, are"
                + " not checked here."
            : "ANSI/AAMI SP10, ISO 81060-2, BHS and IEEE 1708 ask for at least %d subjects and %d readings, so nothing here passes, fails or has a grade; "
                    .formatted(Verdict.MIN_SUBJECTS, Verdict.MIN_READINGS)
                + "the figures show whether a method beats its baselines on these people, with the"
                + " intervals as a measure of luck.";
    String reading =
        " Read a model next to hold-calibration, which repeats each subject's calibration value:"
            + " a skill of 0 % or less is no better than not measuring at all.";
    return guide(size + reach + reading, evaluation.metrics());
  }

  /** How far an evaluation goes, and its certificates. */
  private static Html guide(String text, List<MetricRow> metrics) {
    Element list = Element.of("ul", "certificates");
    Stream.of(Standing.SHARED, Standing.UNKNOWN, Standing.DISJOINT)
        .flatMap(standing -> certificates(metrics.stream(), standing).stream())
        .forEach(found -> list.add(Element.of("li").text("Certificate: " + found + ".").html()));
    return Element.of("div").add(Element.of("p").text(text).html()).add(list.html()).html();
  }
}
