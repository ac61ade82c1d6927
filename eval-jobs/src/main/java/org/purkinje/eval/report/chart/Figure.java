package org.purkinje.eval.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;

/** A drawing with its title, legend and caption. */
final class Figure {

  /** Colours of the style sheet, {@code c0} to {@code c6}. */
  static final int COLOURS = 7;

  private final String title;
  private final String caption;
  private final List<Html> legend = new ArrayList<>();

  /**
   * @param caption what is shown, and of how many
   */
  Figure(String title, String caption) {
    this.title = title;
    this.caption = caption;
  }

  /**
   * @param mark style class of the key: {@code line}, {@code dashed}, {@code dot} or {@code bar}
   */
  Figure key(String mark, String colour, String name) {
    legend.add(
        Element.of("li")
            .add(Element.of("span", "key " + mark + " " + colour).html())
            .text(name)
            .html());
    return this;
  }

  Html of(double height, List<Html> drawing) {
    Html svg =
        Element.of("svg")
            .attribute("viewBox", String.format(Locale.ROOT, "0 0 %.0f %.0f", Frame.WIDTH, height))
            .attribute("role", "img")
            .attribute("aria-label", title + ". " + caption)
            .add(drawing)
            .html();
    return figure(svg);
  }

  /** The figure without a drawing, for want of anything to draw. */
  Html empty(String why) {
    return figure(Element.of("p", "empty").text(why).html());
  }

  static String colour(int i) {
    return "c" + Math.floorMod(i, COLOURS);
  }

  private Html figure(Html content) {
    Element figure = Element.of("figure").add(Element.of("h4").text(title).html());
    if (!legend.isEmpty()) {
      figure.add(Element.of("ul", "legend").add(legend).html());
    }
    return figure.add(content).add(Element.of("figcaption").text(caption).html()).html();
  }
}
