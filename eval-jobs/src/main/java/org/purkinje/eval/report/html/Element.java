package org.purkinje.eval.report.html;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One element under construction, e.g. {@code Element.of("td").attribute("class", "number")}. */
public final class Element {

  private static final Set<String> VOID = Set.of("meta", "br", "hr");

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Element(String name) {
    this.name = name;
  }

  public static Element of(String name) {
    return new Element(name);
  }

  /** An element of a class of the style sheet. */
  public static Element of(String name, String styleClass) {
    return new Element(name).attribute("class", styleClass);
  }

  public Element attribute(String key, String value) {
    attributes.append(' ').append(key).append("=\"").append(Html.text(value).markup()).append('"');
    return this;
  }

  /**
   * @param value length or position in SVG units, written with one decimal
   * @throws IllegalArgumentException if it is not finite, which a browser would ignore in silence
   */
  public Element attribute(String key, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s of %s must be finite, got %s".formatted(key, name, value));
    }
    return attribute(key, String.format(Locale.ROOT, "%.1f", value));
  }

  public Element text(String text) {
    content.append(Html.text(text).markup());
    return this;
  }

  public Element add(Html... children) {
    return add(List.of(children));
  }

  public Element add(Collection<Html> children) {
    children.forEach(child -> content.append(child.markup()));
    return this;
  }

  public Html html() {
    String open = "<" + name + attributes + ">";
    return new Html(VOID.contains(name) ? open : open + content + "</" + name + ">\n");
  }
}
