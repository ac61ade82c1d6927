package org.purkinje.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.eval.report.row.BinRow;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.eval.report.row.CorpusRow;
import org.purkinje.eval.report.row.LeftOutRow;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.RefusalCount;
import org.purkinje.eval.report.row.RunRow;
import org.purkinje.eval.report.row.SubjectRow;
import org.purkinje.jobsupport.certificate.Standing;

/** Pages of odd results; a browser reads the usual one in {@link ReportInBrowserTest}. */
class ReportPageTest {

  @Test
  void needsNothingFromOutsideAndRunsNothing() {
    assertThat(ReportPage.of(SyntheticResults.usual().report("Demo")))
        .startsWith("<!doctype html>")
        .doesNotContain("<script", "<link", "<img", "url(", "@import", "http://", "https://");
  }

  @Test
  void escapesNamesFromTables() {
    String hostile = "</style><script>alert('x')</script>";
    MetricRow metric =
        new MetricRow(
            hostile,
            hostile,
            hostile,
            hostile,
            hostile,
            1,
            1,
            1,
            1,
            1,
            hostile,
            hostile,
            Standing.SHARED,
            hostile,
            hostile,
            hostile,
            hostile,
            hostile,
            1,
            1);
    SubjectRow subject =
        new SubjectRow(hostile, hostile, hostile, hostile, 1, 1, 1, 1, hostile, hostile);
    RunRow run =
        new RunRow(hostile, hostile, hostile, hostile, hostile, List.of(), hostile, "", hostile);
    Report report =
        new Report(
            hostile,
            hostile,
            run,
            List.of(),
            List.of(new RefusalCount("ingest-corpus/" + hostile, hostile, 1)),
            List.of(
                new Report.Corpus(
                    new CorpusRow(
                        hostile, hostile, hostile, hostile, hostile, hostile, 1, 1, 1, 1, 1),
                    List.of(
                        new ChannelGroupRow(
                            hostile, hostile, hostile, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
                    List.of(new BinRow(hostile, hostile, hostile, "amplitude", 1, 2, 1)))),
            List.of(SyntheticResults.pretraining(hostile, 1)),
            List.of(new Report.Classification(hostile, List.of(metric))),
            List.of(
                new Report.Evaluation(
                    hostile,
                    List.of(metric),
                    PressurePanel.of(List.of(subject), (panel, method) -> List.of()),
                    List.of(new LeftOutRow(hostile, hostile, hostile, hostile, 1)))),
            List.of(run));
    assertThat(ReportPage.of(report))
        .doesNotContain("<script", "alert('x')")
        .containsOnlyOnce("</style>");
  }

  @Test
  void showsOneSubjectOfOneWindowWithoutLimits() {
    String page =
        ReportPage.of(
            new SyntheticResults(1, 1, Standing.DISJOINT, "not pretrained").report("One"));
    assertThat(page)
        .contains(
            "grades 1 window of 1 subject,",
            "One window has no limits of agreement.",
            "nothing here passes, fails or has a grade")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void saysHowManySubjectsEveryStandardLacks() {
    String page = ReportPage.of(SyntheticResults.usual().report("Demo"));
    assertThat(page)
        .contains(">insufficient subjects</span>", "20 of the 85 with 3 readings or more")
        .doesNotContain(">aami 3 readings</th>");
    MetricRow metric = metric("ppg", "linear", "bhs-3-readings", 90, "B", "eligible");
    assertThat(ReportPage.of(report(List.of(metric), "eligible")))
        .contains(">bhs 3 readings</th>", ">B</td>");
  }

  @Test
  void saysWhatTheAlignmentIsAndWhyWindowsAreLeftOut() {
    assertThat(ReportPage.of(SyntheticResults.usual().report("Demo")))
        .contains(
            "it is not known whether one clock sampled",
            "Timing between channels is not used",
            "calibration first;",
            ">reference refused: abp flat</td>");
  }

  @Test
  void putsFeatureSetsSideBySideOnCommonWindowsWithTheirDifference() {
    String page =
        ReportPage.of(
            report(
                List.of(
                    metric("ppg", "linear", "mae", 4, "", "common"),
                    metric("ppg", "linear", "mae-difference", -1.25, "", "common")),
                "common"));
    assertThat(page)
        .contains("<h3>e: sbp on common windows</h3>", ">−1.25</td>", ">−2.25 to −0.25</td>")
        .doesNotContain("<h3>e: sbp from ppg</h3>", "<svg");
  }

  @Test
  void saysWhereRecordsAreOrderedByName() {
    SubjectRow row =
        new SubjectRow("a", "ppg", "sbp", "linear", 9, 0, 3, 5, "common", "record-name");
    Report usual = SyntheticResults.usual().report("Order");
    assertThat(
            ReportPage.of(
                evaluated(
                    usual,
                    new Report.Evaluation(
                        "e",
                        List.of(metric("ppg", "linear", "mae", 4, "", "common")),
                        PressurePanel.of(List.of(row), (panel, method) -> List.of()),
                        List.of()))))
        .contains("The records of 1 subject are in order of their names");
  }

  private static MetricRow metric(
      String features, String method, String metric, double value, String verdict, String windows) {
    return new MetricRow(
        "loso-sbp",
        "none",
        features,
        "leave-one-subject-out",
        metric,
        value,
        value - 1,
        value + 1,
        9,
        1,
        method,
        "mmHg",
        Standing.DISJOINT,
        "not pretrained",
        verdict,
        windows,
        "not-used",
        "first",
        3,
        0.1);
  }

  private static Report report(List<MetricRow> metrics, String windows) {
    SubjectRow subject =
        new SubjectRow("a", "ppg", "sbp", "linear", 9, 0, 3, 5, windows, "one-record");
    return evaluated(
        SyntheticResults.usual().report("One"),
        new Report.Evaluation(
            "e",
            metrics,
            PressurePanel.of(List.of(subject), (panel, method) -> List.of()),
            List.of()));
  }

  private static Report evaluated(Report report, Report.Evaluation evaluation) {
    return new Report(
        report.name(),
        report.title(),
        report.made(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(evaluation),
        List.of());
  }

  @Test
  void showsWhatIsExplainedOfSubjectsHeldOutBesideTheTrivialAnswer() {
    Report report = SyntheticResults.usual().report("Demo");
    assertThat(ReportPage.of(report))
        .contains("explained-variance", "0.331", "0.131", "0.0078", "trusted");
  }

  @Test
  void showsMeansOverDrawsBesideTheTrivialAnswerAndWhatNothingWasLearntFrom() {
    String page = ReportPage.of(SyntheticResults.usual().report("Demo"));
    assertThat(section(page, "Classification"))
        .containsSubsequence(
            "<h2>Classification</h2>",
            "<h3>superclass</h3>",
            ">pretrained</td>",
            ">0.735</td>",
            ">0.704 to 0.766</td>",
            ">0.500</td>",
            ">macro-auroc-difference</td>",
            ">pretrained - scratch</td>",
            ">0.087</td>",
            ">−0.003 to 0.177</td>",
            ">0.000</td>",
            ">left out of macro means: no graded record has it</td>",
            ">no record of it has a class</td>")
        .as("single draws stand behind their mean")
        .doesNotContain("0.711");
    assertThat(page).contains("superclass grades 106 records of 93 subjects");
  }

  @Test
  void showsOneDrawOnceWithItsInterval() {
    Report usual = SyntheticResults.usual().report("One draw");
    assertThat(ReportPage.of(alone(usual, List.of(), List.of(SyntheticMetrics.oneDraw()))))
        .containsOnlyOnce(">0.642</td>")
        .contains(">labels/0/0.1</th>", ">0.561 to 0.735</td>")
        .doesNotContain(">labels/0.1</th>");
  }

  @Test
  void warnsOfPersonsSeenInPretrainingByAnyKindOfEvaluation() {
    Report usual = SyntheticResults.usual().report("Shared");
    String text = "shared with pretraining m2ae-tiny: 1 of 93 persons (made/s1) shared";
    Report.Classification shared = SyntheticMetrics.classification(Standing.SHARED, text);
    Report.HeldOut heldOut = SyntheticMetrics.heldOut("m2ae-small", Standing.SHARED, text);
    for (Report report :
        List.of(
            alone(usual, List.of(), List.of(shared)),
            alone(
                usual,
                List.of(
                    new Report.Pretraining("m2ae-small", List.of(), List.of(), List.of(heldOut))),
                List.of()))) {
      assertThat(ReportPage.of(report))
          .contains("class=\"banner\"", "were seen in pretraining", "<li>" + text + "</li>")
          .contains("Certificate: " + text)
          .doesNotContain("This report shows");
    }
  }

  /** A section from its heading to the next; what is sought in order in a whole page takes long. */
  private static String section(String page, String title) {
    int from = page.indexOf("<h2>" + title + "</h2>");
    int to = page.indexOf("<h2>", from + 1);
    return to < 0 ? page.substring(from) : page.substring(from, to);
  }

  private static Report alone(
      Report report,
      List<Report.Pretraining> pretrainings,
      List<Report.Classification> classifications) {
    return new Report(
        report.name(),
        report.title(),
        report.made(),
        List.of(),
        List.of(),
        List.of(),
        pretrainings,
        classifications,
        List.of(),
        List.of());
  }

  @Test
  void warnsInRedOfPersonsSeenInPretrainingAndWhereThatIsNotKnown() {
    String text = "shared with pretraining m2ae-tiny: 1 of 20 persons (made/s1) shared";
    assertThat(ReportPage.of(new SyntheticResults(3, 3, Standing.SHARED, text).report("Shared")))
        .contains("class=\"banner\"", "were seen in pretraining", "<li>" + text + "</li>");
    String unknown = "unknown whether disjoint from pretraining m2ae-tiny";
    assertThat(
            ReportPage.of(new SyntheticResults(3, 3, Standing.UNKNOWN, unknown).report("Unknown")))
        .contains("class=\"banner\"", "It is not known whether", "<li>" + unknown + "</li>");
    assertThat(ReportPage.of(SyntheticResults.usual().report("Disjoint")))
        .doesNotContain("class=\"banner\"");
  }

  @Test
  void showsAPretrainingWithoutRoundsAndNoEvaluation() {
    Report usual = SyntheticResults.usual().report("Empty");
    Report report =
        new Report(
            "empty",
            "Empty",
            usual.made(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Report.Pretraining("never-ran", List.of(), List.of(), List.of())),
            List.of(),
            List.of(),
            List.of(usual.made()));
    assertThat(ReportPage.of(report))
        .contains("No round was recorded.", "This report shows pretraining alone.")
        .doesNotContain("<svg");
  }

  @Test
  void showsEachCorpusWithItsLeadsInTheirUsualOrder() {
    String page = ReportPage.of(SyntheticResults.usual().report("Ingest"));
    assertThat(page)
        .containsSubsequence(
            "<h2>Ingest</h2>",
            "<h3>cinc2015: A corpus of twelve leads</h3>",
            ">ODC-By-1.0</dd>",
            ">allowed</dd>",
            ">III</th>",
            ">aVR</th>",
            ">V1</th>",
            ">500</td>",
            "Refusals of ingest-corpus/cinc2015",
            "<h3>mitdb: A monitor&#39;s</h3>",
            ">credentialed</dd>",
            ">MLII</th>",
            ">250, 360</td>",
            ">62.47</td>",
            "largest less least value (unit not stated)",
            "<h2>Pretraining</h2>");
    assertThat(page)
        .as("refusals stand with their corpus alone")
        .containsOnlyOnce(">Refusals of ingest-corpus/cinc2015</h4>")
        .contains("< 0.01".replace("<", "&lt;"))
        .doesNotContain("NaN");
  }

  @Test
  void showsHowManyRecordsArePublishedWhereThatIsKnown() {
    assertThat(ReportPage.of(SyntheticResults.usual().report("Ingest")))
        .contains(">400 of 750 published<", ">48<");
  }

  @Test
  void showsACorpusOfWhichNothingCameIn() {
    Report usual = SyntheticResults.usual().report("Ingest");
    CorpusRow about =
        new CorpusRow("none", "1", "None", "CC0-1.0", "allowed", "open", 0, 0, 0, 0, 0);
    Report report =
        new Report(
            "ingest",
            "Ingest",
            usual.made(),
            List.of(),
            List.of(),
            List.of(new Report.Corpus(about, List.of(), List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of(usual.made()));
    assertThat(ReportPage.of(report))
        .contains("No channel was ingested.", "This report shows corpora alone")
        .doesNotContain("<svg", "NaN");
  }

  @Test
  void givesTheSameBytesForTheSameResults() {
    assertThat(ReportPage.of(SyntheticResults.usual().report("Twice")))
        .isEqualTo(ReportPage.of(SyntheticResults.usual().report("Twice")));
  }

  @Test
  void drawsTheChannelsOfTheMostHoursAndSaysSo() {
    List<ChannelGroupRow> groups =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    new ChannelGroupRow(
                        "other", "c%02d".formatted(i), "V", 1, 1, 1, i, 0.1, 0, 0, 1, 1, 1))
            .toList();
    List<BinRow> bins =
        groups.stream()
            .map(group -> new BinRow("other", group.name(), "V", "amplitude", 1, 1.6, 1))
            .toList();
    Report.Corpus corpus =
        new Report.Corpus(
            new CorpusRow("many", "1", "Many", "CC0-1.0", "allowed", "open", 1, 1, 50, 1, 0),
            groups,
            bins);
    assertThat(ChannelTable.of(corpus).markup())
        .contains("The 40 of 50 with the most hours.", ">c10</th>")
        .doesNotContain(">c09</th>");
    assertThat(ChannelCharts.of(corpus))
        .hasSize(3)
        .satisfiesExactly(
            hours ->
                assertThat(hours.markup()).contains("Drawn: the 16 with the most hours, of 50."),
            faults -> assertThat(faults.markup()).contains("Drawn: the 8 that are worst, of 49."),
            amplitudes ->
                assertThat(amplitudes.markup())
                    .contains("Drawn: the 24 with the most hours, of 50."));
  }

  @Test
  void marksBaselinesAndPutsThemFirst() {
    List<SubjectRow> rows =
        List.of(
            new SubjectRow("a", "ppg", "sbp", "lightgbm", 9, 0, 4, 5, "eligible", "one-record"),
            new SubjectRow("a", "ppg", "sbp", "train-mean", 9, 0, 12, 5, "eligible", "one-record"),
            new SubjectRow(
                "a", "ppg", "sbp", "hold-calibration", 9, 0, 5, 5, "eligible", "one-record"),
            new SubjectRow("a", "ppg", "sbp", "linear", 9, 0, 3, 5, "eligible", "one-record"),
            new SubjectRow(
                "a", "ppg", "sbp", "lightgbm-shuffled", 9, 0, 2, 5, "eligible", "one-record"));
    PressurePanel panel = PressurePanel.of(rows, (p, method) -> List.of()).get(0);
    assertThat(panel.methods())
        .containsExactly(
            "lightgbm-shuffled", "hold-calibration", "train-mean", "linear", "lightgbm");
    assertThat(panel.best()).isEqualTo(Optional.of("linear"));
  }

  @Test
  void weighsSubjectsByTheirWindowsWhenItChoosesTheBest() {
    List<SubjectRow> rows =
        List.of(
            new SubjectRow("a", "ppg", "sbp", "linear", 90, 0, 3, 5, "eligible", "one-record"),
            new SubjectRow("b", "ppg", "sbp", "linear", 10, 0, 9, 5, "eligible", "one-record"),
            new SubjectRow("a", "ppg", "sbp", "tree", 90, 0, 4, 5, "eligible", "one-record"),
            new SubjectRow("b", "ppg", "sbp", "tree", 10, 0, 4, 5, "eligible", "one-record"));
    // 0.9 · 3 + 0.1 · 9 = 3.6 against 4; the mean over subjects would choose the other.
    assertThat(PressurePanel.best(rows)).isEqualTo(Optional.of("linear"));
  }

  @Test
  void thinsEvenlyAndOnlyWhenThereAreTooMany() {
    List<Integer> rows = IntStream.range(0, 10).boxed().toList();
    assertThat(AgreementPlot.thinned(rows, 4)).containsExactly(0, 2, 5, 7);
    assertThat(AgreementPlot.thinned(rows, 10)).isEqualTo(rows);
  }

  @Test
  void keepsTheLastWriterOfEachPartitionAndNamedRuns() {
    List<RunRow> log =
        List.of(
            ran("a", "succeeded", "2026-01-01", "metrics/x"),
            ran("b", "started", "2026-01-02", "metrics/x"),
            ran("b", "succeeded", "2026-01-02", "metrics/x"),
            ran("c", "failed", "2026-01-03", "metrics/x"),
            ran("report", "started", "2026-01-04", "reports/x"));
    assertThat(Runs.behind(log, Set.of("report"), List.of("metrics/x")))
        .extracting(RunRow::run, RunRow::status)
        .containsExactly(tuple("b", "succeeded"), tuple("report", "started"));
  }

  private static RunRow ran(String run, String status, String startedAt, String output) {
    return new RunRow(run, "job", status, "{}", "c0de", List.of(output), startedAt, "", "Java 17");
  }
}
