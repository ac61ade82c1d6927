package org.purkinje.eval.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.NumberText;

/**
 * Two values per row joined by a bar, smaller being better; rows where the second is worse than the
 * first stand out.
 */
public record DumbbellChart(
    String title, String caption, String xTitle, String from, String to, List<Pair> pairs) {

  private static final double TALLEST_PLOT = 440;
  private static final double TALLEST_ROW = 16;
  private static final double MIN_ROW = 2;
  private static final double MIN_LABELLED_ROW = 11;
  private static final int MAX_LABEL = 14;
  private static final double LEFT = 94;
  private static final double RIGHT = 24;
  private static final double TOP = 8;
  private static final double BOTTOM = 46;

  /** One row, drawn in the order given from the top. */
  public record Pair(String name, double from, double to) {}

  public Html html() {
    Figure figure =
        new Figure(title, caption)
            .key("dot", "held", from)
            .key("dot", "c0", to)
            .key("bar", "better", "better")
            .key("bar", "worse", "worse");
    List<Pair> finite =
        pairs.stream().filter(p -> Double.isFinite(p.from()) && Double.isFinite(p.to())).toList();
    if (finite.isEmpty()) {
      return figure.empty("No row to draw.");
    }
    double row = Math.min(TALLEST_ROW, Math.max(MIN_ROW, TALLEST_PLOT / finite.size()));
    double bottom = TOP + row * finite.size();
    Axis axis =
        Axis.around(
            xTitle,
            DoubleStream.concat(
                    DoubleStream.of(0),
                    finite.stream().flatMapToDouble(p -> DoubleStream.of(p.from(), p.to())))
                .toArray(),
            5);
    List<Html> drawing = new ArrayList<>(List.of(grid(axis, bottom)));
    for (int i = 0; i < finite.size(); i++) {
      drawing.add(row(axis, finite.get(i), TOP + (i + 0.5) * row, row));
    }
    return figure.of(bottom + BOTTOM, drawing);
  }

  private static double x(Axis axis, double value) {
    return LEFT + axis.share(value) * (Frame.WIDTH - LEFT - RIGHT);
  }

  private static Html grid(Axis axis, double bottom) {
    Element grid = Element.of("g", "grid");
    Element labels = Element.of("g", "ticks");
    for (double tick : axis.ticks()) {
      grid.add(Frame.line(x(axis, tick), TOP, x(axis, tick), bottom + 4));
      labels.add(Frame.label("middle", x(axis, tick), bottom + 18, axis.label(tick)));
    }
    Element title =
        Element.of("text", "axis")
            .attribute("text-anchor", "middle")
            .attribute("x", (LEFT + Frame.WIDTH - RIGHT) / 2)
            .attribute("y", bottom + 38)
            .text(axis.title());
    return Html.join(List.of(grid.html(), labels.html(), title.html()));
  }

  private static Html row(Axis axis, Pair pair, double y, double height) {
    Element row =
        Element.of("g", pair.to() <= pair.from() ? "pair better" : "pair worse")
            .add(
                Element.of("title")
                    .text(
                        "%s: %s to %s"
                            .formatted(
                                pair.name(),
                                NumberText.fixed(pair.from(), 1),
                                NumberText.fixed(pair.to(), 1)))
                    .html());
    if (height >= MIN_LABELLED_ROW) {
      String name = pair.name();
      String shown =
          name.length() <= MAX_LABEL ? name : "…" + name.substring(name.length() - MAX_LABEL + 1);
      row.add(Frame.label("end", LEFT - 8, y + 4, shown));
    }
    double radius = Math.min(4, Math.max(1.2, height / 3));
    return row.add(Frame.line(x(axis, pair.from()), y, x(axis, pair.to()), y))
        .add(dot("held", x(axis, pair.from()), y, radius))
        .add(dot("c0", x(axis, pair.to()), y, radius))
        .html();
  }

  private static Html dot(String colour, double x, double y, double radius) {
    return Element.of("circle", colour)
        .attribute("cx", x)
        .attribute("cy", y)
        .attribute("r", radius)
        .html();
  }
}
