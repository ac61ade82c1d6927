package org.purkinje.eval.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.NumberText;

/**
 * Histograms side by side over one logarithmic axis, the tallest bar of each as high as that of the
 * others.
 *
 * @param xTitle quantity and unit
 * @param counted what is counted, e.g. {@code channel}
 */
public record SmallHistograms(
    String title, String caption, String xTitle, String counted, List<Cell> cells) {

  private static final int MAX_COLUMNS = 3;
  private static final double GAP = 16;
  private static final double NAME = 20;
  private static final double NARROW = 250;
  private static final double LOW_PLOT = 46;
  private static final double HIGH_PLOT = 110;
  private static final double TICKS = 25;

  /** A histogram under its name. */
  public record Cell(String name, List<Bin> bins) {

    /** All that is counted. */
    public long count() {
      return bins.stream().mapToLong(Bin::count).sum();
    }

    private long largest() {
      return bins.stream().mapToLong(Bin::count).max().orElse(1);
    }
  }

  /**
   * A bar.
   *
   * @param from above 0
   * @param to above {@code from}
   * @param count above 0
   */
  public record Bin(double from, double to, long count) {}

  /** Decades from the first to the last power of ten. */
  private record Decades(int first, int last) {

    static Decades of(List<Cell> cells) {
      double low = bins(cells).mapToDouble(Bin::from).min().orElse(1);
      double high = bins(cells).mapToDouble(Bin::to).max().orElse(10);
      return new Decades(
          (int) Math.floor(Math.log10(low) + 1e-9), (int) Math.ceil(Math.log10(high) - 1e-9));
    }

    private static Stream<Bin> bins(List<Cell> cells) {
      return cells.stream().flatMap(cell -> cell.bins().stream());
    }

    /** Where a value lies, 0 at the start, 1 at the end. */
    double share(double value) {
      return (Math.log10(value) - first) / (last - first);
    }

    /** About {@code most} of them, from the first on. */
    List<Integer> labelled(int most) {
      int step = Math.max(1, (last - first + most - 2) / (most - 1));
      List<Integer> labelled = new ArrayList<>();
      for (int decade = first; decade <= last; decade += step) {
        labelled.add(decade);
      }
      return labelled;
    }
  }

  public Html html() {
    Figure figure = new Figure(title, caption);
    List<Cell> filled = cells.stream().filter(cell -> cell.count() > 0).toList();
    if (filled.isEmpty()) {
      return figure.empty("Nothing to draw.");
    }
    int columns = Math.min(MAX_COLUMNS, filled.size());
    double width = (Frame.WIDTH - GAP * columns) / columns;
    double plot = columns == 1 ? HIGH_PLOT : LOW_PLOT;
    double height = NAME + plot + TICKS;
    Decades decades = Decades.of(filled);
    List<Html> drawing = new ArrayList<>();
    for (int i = 0; i < filled.size(); i++) {
      double left = GAP / 2 + (i % columns) * (width + GAP);
      int row = i / columns;
      double base = row * height + NAME + plot;
      drawing.add(cell(filled.get(i), decades, left, base, width, plot));
    }
    int rows = (filled.size() + columns - 1) / columns;
    double bottom = rows * height;
    drawing.add(
        Element.of("text", "axis")
            .attribute("text-anchor", "middle")
            .attribute("x", Frame.WIDTH / 2)
            .attribute("y", bottom + 12)
            .text(xTitle)
            .html());
    return figure.of(bottom + 20, drawing);
  }

  private Html cell(
      Cell cell, Decades decades, double left, double base, double width, double plot) {
    Element grid = Element.of("g", "grid").add(Frame.line(left, base, left + width, base));
    Element labels = Element.of("g", "ticks");
    for (int decade : decades.labelled(width > NARROW ? 6 : 3)) {
      double x = left + decades.share(Math.pow(10, decade)) * width;
      String anchor =
          decade == decades.first() ? "start" : decade == decades.last() ? "end" : "middle";
      grid.add(Frame.line(x, base, x, base + 4));
      labels.add(Frame.label(anchor, x, base + 16, label(decade)));
    }
    Element bars = Element.of("g", "bars");
    for (Bin bin : cell.bins()) {
      double from = left + decades.share(bin.from()) * width;
      double to = left + decades.share(bin.to()) * width;
      double height = Math.max(1, plot * bin.count() / cell.largest());
      bars.add(
          Element.of("rect", "c0")
              .attribute("x", from)
              .attribute("y", base - height)
              .attribute("width", Math.max(0.8, to - from - 0.8))
              .attribute("height", height)
              .add(
                  Element.of("title")
                      .text(
                          "%s, %s to %s: %s"
                              .formatted(
                                  cell.name(),
                                  NumberText.significant(bin.from()),
                                  NumberText.significant(bin.to()),
                                  NumberText.counted(bin.count(), counted)))
                      .html())
              .html());
    }
    String name = cell.name() + ", n = " + NumberText.count(cell.count());
    return Html.join(
        List.of(
            Frame.label("start", left, base - plot - 6, name),
            grid.html(),
            labels.html(),
            bars.html()));
  }

  private static String label(int decade) {
    double value = Math.pow(10, decade);
    return decade < -3 || decade > 8
        ? "1e" + (decade < 0 ? "−" : "") + Math.abs(decade)
        : NumberText.tick(value, value, value);
  }
}
