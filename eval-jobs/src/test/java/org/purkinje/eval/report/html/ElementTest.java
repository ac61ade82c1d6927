package org.purkinje.eval.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ElementTest {

  @Test
  void escapesTextAndAttributes() {
    Html html = Element.of("p", "\" onclick='x'").text("<script>&").html();
    assertThat(html.markup())
        .isEqualTo("<p class=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;</p>\n");
  }

  @Test
  void replacesCharactersThatHtmlForbids() {
    assertThat(Html.text("a\u0000b\u0085c\ud800").markup()).isEqualTo("a\ufffdb\ufffdc\ufffd");
  }

  @Test
  void refusesPositionsThatAreNotFinite() {
    assertThatThrownBy(() -> Element.of("line").attribute("x1", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x1 of line must be finite, got NaN");
  }

  @Test
  void refusesARowOfTheWrongLength() {
    HtmlTable table = new HtmlTable("Two columns.").text("name").number("value");
    assertThatThrownBy(() -> table.row("", List.of(Html.text("alone"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row must have 2 cells, got 1");
  }
}
