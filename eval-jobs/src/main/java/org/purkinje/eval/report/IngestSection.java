package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.CorpusRow;
import org.purkinje.eval.report.row.RefusalCount;

/** What each corpus holds, who may have it, and what was refused of it. */
final class IngestSection {

  static final String TITLE = "Ingest";

  private IngestSection() {}

  static Html of(Report report) {
    Section section =
        Section.of(TITLE)
            .paragraph(
                "What the files of each corpus hold, before any window is cut. Hours of a lead sum"
                    + " over its channels. Flat: equal samples for a second or longer. Clipped:"
                    + " three or more in a row at the channel's least or largest value. Amplitude:"
                    + " a channel's largest less its least value.");
    report.corpora().forEach(corpus -> section.add(of(corpus, report)));
    return section.html();
  }

  private static Html of(Report.Corpus corpus, Report report) {
    CorpusRow about = corpus.about();
    Section part = Section.within(about.corpus() + ": " + about.title());
    part.add(facts(about));
    if (corpus.groups().isEmpty()) {
      part.paragraph("No channel was ingested.");
    } else {
      part.add(ChannelTable.of(corpus));
    }
    List<RefusalCount> refusals =
        report.refusals().stream()
            .filter(refusal -> refusal.scope().equals(corpus.scope()))
            .toList();
    List<Html> figures = new ArrayList<>(ChannelCharts.of(corpus));
    if (!refusals.isEmpty()) {
      figures.add(RefusalChart.of(corpus.scope(), refusals).html());
    }
    return part.figures(figures).html();
  }

  private static Html facts(CorpusRow about) {
    return HeaderSection.facts(
        "version", about.version(),
        "licence", about.licence(),
        "redistribution", about.redistribution(),
        "access", about.access(),
        "records", records(about),
        "subjects", NumberText.count(about.subjects()),
        "channels", NumberText.count(about.channels()),
        "hours of records", NumberText.significant(about.hours()));
  }

  private static String records(CorpusRow about) {
    String found = NumberText.count(about.records());
    return about.publishedRecords() == 0
        ? found
        : "%s of %s published".formatted(found, NumberText.count(about.publishedRecords()));
  }
}
