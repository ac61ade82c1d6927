package org.purkinje.eval.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.NumberText;

/** Lines over a common axis; a value that is not finite leaves a gap. */
public record LineChart(
    String title, String caption, String xTitle, String yTitle, List<Series> series) {

  private static final double HEIGHT = 240;
  private static final double RIGHT = 24;

  /** How a line is drawn. */
  public enum Stroke {
    LINE,
    DASHED;

    private String styleClass() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param x increasing, shape [points]
   * @param y shape [points]
   */
  public record Series(String name, Stroke stroke, double[] x, double[] y) {

    private boolean isFinite(int i) {
      return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }

    private String lastValue() {
      return IntStream.iterate(y.length - 1, i -> i >= 0, i -> i - 1)
          .filter(this::isFinite)
          .mapToObj(i -> NumberText.significant(y[i]))
          .findFirst()
          .orElse(NumberText.ABSENT);
    }
  }

  public Html html() {
    Figure figure = new Figure(title, caption);
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      figure.key(
          one.stroke().styleClass(), Figure.colour(i), one.name() + ", last " + one.lastValue());
    }
    double[] xs =
        series.stream().flatMapToDouble(s -> points(s).mapToDouble(i -> s.x()[i])).toArray();
    double[] ys =
        series.stream().flatMapToDouble(s -> points(s).mapToDouble(i -> s.y()[i])).toArray();
    if (ys.length == 0) {
      return figure.empty("No finite value to draw.");
    }
    Frame frame = new Frame(Axis.over(xTitle, xs, 6), Axis.around(yTitle, ys, 5), HEIGHT, RIGHT);
    List<Html> drawing = new ArrayList<>(List.of(frame.grid()));
    // The first series is drawn last, so that what a panel is about lies on top.
    for (int i = series.size() - 1; i >= 0; i--) {
      drawing.add(line(frame, series.get(i), Figure.colour(i)));
    }
    return figure.of(HEIGHT, drawing);
  }

  private static IntStream points(Series series) {
    return IntStream.range(0, series.y().length).filter(series::isFinite);
  }

  private static Html line(Frame frame, Series series, String colour) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < series.y().length; i++) {
      boolean finite = series.isFinite(i);
      if (finite) {
        boolean alone = !drawing && (i + 1 == series.y().length || !series.isFinite(i + 1));
        path.append(
            String.format(
                Locale.ROOT,
                "%s%.1f %.1f%s",
                drawing ? "L" : "M",
                frame.x(series.x()[i]),
                frame.y(series.y()[i]),
                alone ? "h0" : ""));
      }
      drawing = finite;
    }
    return Element.of("path", "series " + series.stroke().styleClass() + " " + colour)
        .attribute("d", path.toString())
        .html();
  }
}
