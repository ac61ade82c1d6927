package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;

/** A part of the page under a heading. */
final class Section {

  private final int level;
  private final String title;
  private final List<Html> content = new ArrayList<>();

  private Section(int level, String title) {
    this.level = level;
    this.title = title;
  }

  /** A part of the page that the contents name. */
  static Section of(String title) {
    return new Section(2, title);
  }

  static Section within(String title) {
    return new Section(3, title);
  }

  Section add(Html part) {
    content.add(part);
    return this;
  }

  Section paragraph(String text) {
    return add(Element.of("p").text(text).html());
  }

  /** Side by side where the page is wide enough. */
  Section figures(List<Html> figures) {
    return figures.isEmpty() ? this : add(Element.of("div", "figures").add(figures).html());
  }

  Html html() {
    Element section =
        level == 2
            ? Element.of("section").attribute("id", anchor(title))
            : Element.of("div", "part");
    return section.add(Element.of("h" + level).text(title).html()).add(content).html();
  }

  static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
