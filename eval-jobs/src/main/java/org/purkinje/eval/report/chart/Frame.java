package org.purkinje.eval.report.chart;

import java.util.List;
import java.util.Locale;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;

/**
 * Grid, ticks and axis titles around a plot, and the way from values to SVG units.
 *
 * <p>The drawing is 400 units wide, so that its text stays readable where the page is 400 pixels
 * wide.
 *
 * @param right space for labels to the right of the plot
 */
record Frame(Axis x, Axis y, double height, double right) {

  static final double WIDTH = 400;

  private static final double MIN_LEFT = 52;

  /** Beside the labels of the vertical axis: its title, which stands on end, and a gap. */
  private static final double TITLE_AND_GAP = 24;

  /** Of a digit in a label, at most, in units of the drawing. */
  private static final double DIGIT_WIDTH = 6.6;

  private static final double TOP = 10;
  private static final double BOTTOM = 46;

  double x(double value) {
    return left() + x.share(value) * (WIDTH - left() - right);
  }

  double y(double value) {
    return height - BOTTOM - y.share(value) * (height - TOP - BOTTOM);
  }

  /** Space for the vertical axis, by its longest label. */
  private double left() {
    int longest = y.ticks().stream().mapToInt(tick -> y.label(tick).length()).max().orElse(0);
    return Math.max(MIN_LEFT, TITLE_AND_GAP + longest * DIGIT_WIDTH);
  }

  double end() {
    return WIDTH - right;
  }

  Html grid() {
    Element grid = Element.of("g", "grid");
    Element labels = Element.of("g", "ticks");
    double left = left();
    for (double tick : y.ticks()) {
      grid.add(line(left, y(tick), end(), y(tick)));
      labels.add(label("end", left - 6, y(tick) + 4, y.label(tick)));
    }
    for (double tick : x.ticks()) {
      grid.add(line(x(tick), height - BOTTOM, x(tick), height - BOTTOM + 4));
      labels.add(label("middle", x(tick), height - BOTTOM + 18, x.label(tick)));
    }
    double middle = (TOP + height - BOTTOM) / 2;
    Html yTitle =
        Element.of("text", "axis")
            .attribute("text-anchor", "middle")
            .attribute(
                "transform", String.format(Locale.ROOT, "translate(13 %.1f) rotate(-90)", middle))
            .text(y.title())
            .html();
    Html xTitle =
        Element.of("text", "axis")
            .attribute("text-anchor", "middle")
            .attribute("x", (left + end()) / 2)
            .attribute("y", height - 8)
            .text(x.title())
            .html();
    return Html.join(List.of(grid.html(), labels.html(), xTitle, yTitle));
  }

  static Html line(double x1, double y1, double x2, double y2) {
    return Element.of("line")
        .attribute("x1", x1)
        .attribute("y1", y1)
        .attribute("x2", x2)
        .attribute("y2", y2)
        .html();
  }

  static Html label(String anchor, double x, double y, String text) {
    return Element.of("text")
        .attribute("text-anchor", anchor)
        .attribute("x", x)
        .attribute("y", y)
        .text(text)
        .html();
  }
}
