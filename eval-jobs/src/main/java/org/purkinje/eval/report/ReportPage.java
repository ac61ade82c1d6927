package org.purkinje.eval.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;

/** The report as one HTML file: style sheet and drawings inside, no script, nothing fetched. */
final class ReportPage {

  private static final String STYLE = style();

  private ReportPage() {}

  static String of(Report report) {
    List<String> titles = new ArrayList<>(List.of(DataSection.TITLE));
    List<Html> sections = new ArrayList<>(List.of(DataSection.of(report)));
    if (!report.corpora().isEmpty()) {
      titles.add(IngestSection.TITLE);
      sections.add(IngestSection.of(report));
    }
    if (!report.pretrainings().isEmpty()) {
      titles.add(PretrainingSection.TITLE);
      sections.add(PretrainingSection.of(report.pretrainings()));
    }
    if (!report.classifications().isEmpty()) {
      titles.add(ClassificationSection.TITLE);
      sections.add(ClassificationSection.of(report.classifications()));
    }
    if (!report.evaluations().isEmpty()) {
      titles.add(PressureSection.TITLE);
      sections.add(PressureSection.of(report.evaluations()));
    }
    titles.add(ProvenanceSection.TITLE);
    sections.add(ProvenanceSection.of(report.runs()));
    Html body =
        Element.of("body")
            .add(HeaderSection.of(report), contents(titles))
            .add(Element.of("main").add(sections).html())
            .html();
    return "<!doctype html>\n"
        + Element.of("html").attribute("lang", "en").add(head(report), body).html().markup();
  }

  private static Html head(Report report) {
    return Element.of("head")
        .add(
            Element.of("meta").attribute("charset", "utf-8").html(),
            Element.of("meta")
                .attribute("name", "viewport")
                .attribute("content", "width=device-width, initial-scale=1")
                .html(),
            Element.of("meta")
                .attribute("name", "color-scheme")
                .attribute("content", "light dark")
                .html(),
            Element.of("meta")
                .attribute("http-equiv", "Content-Security-Policy")
                .attribute("content", "default-src 'none'; style-src 'unsafe-inline'")
                .html(),
            Element.of("title").text(report.title()).html(),
            new Html("<style>\n" + STYLE + "</style>\n"))
        .html();
  }

  private static Html contents(List<String> titles) {
    Element list = Element.of("nav").attribute("aria-label", "Contents");
    titles.forEach(
        title ->
            list.add(
                Element.of("a").attribute("href", "#" + Section.anchor(title)).text(title).html()));
    return list.html();
  }

  private static String style() {
    try (InputStream file = ReportPage.class.getResourceAsStream("report.css")) {
      if (file == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
