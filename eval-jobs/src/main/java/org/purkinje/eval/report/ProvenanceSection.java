package org.purkinje.eval.report;

import java.util.List;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.row.RunRow;

/** The runs behind the numbers, each with its config. */
final class ProvenanceSection {

  static final String TITLE = "Provenance";

  private ProvenanceSection() {}

  static Html of(List<RunRow> runs) {
    Section section =
        Section.of(TITLE)
            .paragraph(
                "The runs that wrote what is shown. The same code digest and config on the same"
                    + " inputs give the same results.");
    HtmlTable table =
        new HtmlTable("Runs in order of their start; times in UTC.")
            .text("run")
            .text("status")
            .text("started")
            .text("ended")
            .text("code")
            .text("platform");
    for (RunRow run : runs) {
      table.row(
          Element.of("code").text(run.run()).html(),
          Html.text(run.status()),
          Html.text(run.startedAt()),
          Html.text(run.endedAt()),
          Element.of("code").text(HeaderSection.shortened(run.codeDigest())).html(),
          Html.text(run.platform()));
    }
    section.add(table.html());
    runs.forEach(run -> section.add(config(run)));
    return section.html();
  }

  private static Html config(RunRow run) {
    return Element.of("details")
        .add(Element.of("summary").text("Config of " + run.run()).html())
        .add(Element.of("pre").text(run.config() + "\n\ncode " + run.codeDigest()).html())
        .html();
  }
}
