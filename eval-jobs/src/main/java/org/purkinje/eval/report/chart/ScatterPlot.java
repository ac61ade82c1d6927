package org.purkinje.eval.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;

/** Points in groups, with horizontal reference lines that are named at their right end. */
public record ScatterPlot(
    String title,
    String caption,
    String xTitle,
    String yTitle,
    List<Group> groups,
    List<Level> levels) {

  private static final double HEIGHT = 290;
  private static final double RIGHT = 80;
  private static final double LABEL_HEIGHT = 24;

  /**
   * @param name shown where the pointer rests
   * @param x shape [points]
   * @param y shape [points]
   */
  public record Group(String name, double[] x, double[] y) {}

  /**
   * A horizontal line.
   *
   * @param label shown above {@code value}, both at the right end
   */
  public record Level(String label, double y, String value, LineChart.Stroke stroke) {}

  public Html html() {
    Figure figure = new Figure(title, caption);
    double[] xs = groups.stream().flatMapToDouble(g -> Arrays.stream(g.x())).toArray();
    if (xs.length == 0) {
      return figure.empty("No point to draw.");
    }
    double[] ys =
        DoubleStream.concat(
                groups.stream().flatMapToDouble(g -> Arrays.stream(g.y())),
                levels.stream().mapToDouble(Level::y))
            .toArray();
    Frame frame = new Frame(Axis.over(xTitle, xs, 6), Axis.around(yTitle, ys, 6), HEIGHT, RIGHT);
    List<Html> drawing = new ArrayList<>(List.of(frame.grid()));
    for (int i = 0; i < groups.size(); i++) {
      drawing.add(points(frame, groups.get(i), Figure.colour(i)));
    }
    double labelled = Double.POSITIVE_INFINITY;
    for (Level level : levels.stream().sorted((a, b) -> Double.compare(a.y(), b.y())).toList()) {
      labelled = Math.min(frame.y(level.y()), labelled - LABEL_HEIGHT);
      drawing.add(level(frame, level, labelled));
    }
    return figure.of(HEIGHT, drawing);
  }

  private static Html points(Frame frame, Group group, String colour) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < group.x().length; i++) {
      path.append(
          String.format(Locale.ROOT, "M%.1f %.1fh0", frame.x(group.x()[i]), frame.y(group.y()[i])));
    }
    return Element.of("path", "points " + colour)
        .attribute("d", path.toString())
        .add(Element.of("title").text(group.name()).html())
        .html();
  }

  private static Html level(Frame frame, Level level, double labelY) {
    double y = frame.y(level.y());
    return Element.of("g", "level " + level.stroke().name().toLowerCase(Locale.ROOT))
        .add(Frame.line(frame.x(frame.x().low()), y, frame.end(), y))
        .add(Frame.label("start", frame.end() + 5, labelY - 2, level.label()))
        .add(Frame.label("start", frame.end() + 5, labelY + 10, level.value()))
        .html();
  }
}
