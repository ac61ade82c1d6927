package org.purkinje.eval.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;

/**
 * Horizontal bars from 0, grouped under labels, each with its value at its end.
 *
 * @param unit what the bars measure, with its unit; said in the legend or under the bars
 * @param series names, one per bar of a group; a single one needs no legend
 * @param text how a value is printed
 */
public record BarChart(
    String title,
    String caption,
    String unit,
    List<String> series,
    List<Group> groups,
    DoubleFunction<String> text) {

  private static final double BAR = 13;
  private static final double LABEL = 17;
  private static final double GAP = 9;
  private static final double VALUE_SPACE = 56;

  /**
   * @param values at least 0, one per series; NaN for none
   */
  public record Group(String label, double[] values) {}

  public Html html() {
    Figure figure = new Figure(title, caption);
    if (series.size() > 1) {
      for (int i = 0; i < series.size(); i++) {
        figure.key("bar", colour(i), series.get(i));
      }
    }
    if (groups.isEmpty()) {
      return figure.empty("Nothing to draw.");
    }
    double largest =
        groups.stream()
            .flatMapToDouble(group -> DoubleStream.of(group.values()))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    double scale = largest > 0 ? (Frame.WIDTH - VALUE_SPACE) / largest : 0;
    double groupHeight = LABEL + BAR * series.size() + GAP;
    List<Html> drawing = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      drawing.add(group(groups.get(g), g * groupHeight, scale));
    }
    double bottom = groups.size() * groupHeight;
    drawing.add(
        Element.of("text", "axis").attribute("x", 1).attribute("y", bottom + 12).text(unit).html());
    return figure.of(bottom + 20, drawing);
  }

  private Html group(Group group, double top, double scale) {
    Element drawn =
        Element.of("g", "bars").add(Frame.label("start", 1, top + LABEL - 5, group.label()));
    for (int i = 0; i < group.values().length; i++) {
      double value = group.values()[i];
      double y = top + LABEL + i * BAR;
      double length = Double.isFinite(value) ? Math.max(1, value * scale) : 0;
      drawn
          .add(
              Element.of("rect", colour(i))
                  .attribute("x", 1)
                  .attribute("y", y + 1)
                  .attribute("width", length)
                  .attribute("height", BAR - 2)
                  .html())
          .add(Frame.label("start", length + 7, y + BAR - 3, text.apply(value)));
    }
    return drawn.html();
  }

  /** With two series the first is the reference, in grey. */
  private String colour(int i) {
    return series.size() == 1 ? "c0" : i == 0 ? "held" : Figure.colour(i - 1);
  }
}
