package org.purkinje.eval.report.html;

import java.util.ArrayList;
import java.util.List;

/** A table that scrolls inside its own box where the page is narrower. */
public final class HtmlTable {

  /** How a column is set. */
  public enum Kind {
    TEXT("text"),
    NUMBER("number");

    private final String styleClass;

    Kind(String styleClass) {
      this.styleClass = styleClass;
    }
  }

  private record Column(String title, Kind kind) {}

  private final String caption;
  private final List<Column> columns = new ArrayList<>();
  private final List<Html> rows = new ArrayList<>();

  public HtmlTable(String caption) {
    this.caption = caption;
  }

  public HtmlTable text(String title) {
    columns.add(new Column(title, Kind.TEXT));
    return this;
  }

  /** A right-aligned column. */
  public HtmlTable number(String title) {
    columns.add(new Column(title, Kind.NUMBER));
    return this;
  }

  public HtmlTable row(Html... cells) {
    return row("", List.of(cells));
  }

  /**
   * @param styleClass marks the row; empty for an ordinary one
   * @param cells one per column; the first is the row's header
   */
  public HtmlTable row(String styleClass, List<Html> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have %d cells, got %d".formatted(columns.size(), cells.size()));
    }
    Element row = styleClass.isEmpty() ? Element.of("tr") : Element.of("tr", styleClass);
    for (int i = 0; i < cells.size(); i++) {
      Element cell = Element.of(i == 0 ? "th" : "td", columns.get(i).kind().styleClass);
      if (i == 0) {
        cell.attribute("scope", "row");
      }
      row.add(cell.add(cells.get(i)).html());
    }
    rows.add(row.html());
    return this;
  }

  public Html html() {
    Element head = Element.of("tr");
    for (Column column : columns) {
      head.add(
          Element.of("th", column.kind().styleClass)
              .attribute("scope", "col")
              .text(column.title())
              .html());
    }
    Html table =
        Element.of("table")
            .add(Element.of("thead").add(head.html()).html())
            .add(Element.of("tbody").add(rows).html())
            .html();
    return Element.of("div", "table")
        .add(Element.of("p", "caption").text(caption).html())
        .add(
            Element.of("div", "scroll")
                .attribute("tabindex", "0")
                .attribute("role", "region")
                .attribute("aria-label", caption)
                .add(table)
                .html())
        .html();
  }
}
