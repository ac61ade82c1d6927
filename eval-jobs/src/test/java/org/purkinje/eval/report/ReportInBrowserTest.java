package org.purkinje.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.eval.report.html.Element;

/** What a reader's browser makes of the page; its parser and layout are the oracle. */
class ReportInBrowserTest {

  /** Writes what only a browser knows into the page; the report itself has no script. */
  private static final String PROBE =
      """
      <script>
        const page = document.documentElement, root = parent.document.documentElement;
        root.dataset.scroll = page.scrollWidth;
        root.dataset.width = page.clientWidth;
        root.dataset.drawn = [...document.querySelectorAll('figure > svg')]
            .filter(s => s.getBoundingClientRect().width > 200).length;
        root.dataset.cut = [...document.querySelectorAll('svg text')].filter(t => {
          const box = t.getBBox(), port = t.ownerSVGElement.viewBox.baseVal;
          return t.getAttribute('transform') === null
              && (box.x < 0 || box.x + box.width > port.width || box.y + box.height > port.height);
        }).length;
        root.dataset.covered = [...document.querySelectorAll('svg')].filter(s => {
          const title = s.querySelector('.axis[transform]');
          return title && [...s.querySelectorAll('.ticks text')].some(t =>
              t.getBoundingClientRect().left < title.getBoundingClientRect().right
              && t.getBoundingClientRect().top < title.getBoundingClientRect().bottom
              && t.getBoundingClientRect().bottom > title.getBoundingClientRect().top);
        }).length;
        root.dataset.smallest = Math.min(...[...document.querySelectorAll('svg text')]
            .map(t => t.getBoundingClientRect().height));
        root.dataset.text = document.body.innerText.replace(/\\s+/g, ' ');
        root.dataset.scripts = document.querySelectorAll('script').length - 1;
      </script>
      """;

  @TempDir Path folder;

  private Chromium chromium;

  @BeforeEach
  void findBrowser() {
    Optional<Path> program = Chromium.find();
    assumeTrue(
        program.isPresent(),
        "no chromium: put it on the PATH or name it with -Dpurkinje.chromium=FILE");
    chromium = new Chromium(program.orElseThrow(), folder);
  }

  @Test
  void drawsEveryFigureWithoutSidewaysScrollingOnNarrowAndWideScreens() throws Exception {
    Report report = SyntheticResults.usual().report("Demo");
    for (int width : new int[] {400, 1400}) {
      String dom = chromium.dom(probed(report, width), 1500);
      assertThat(found(dom, "width")).isEqualTo(String.valueOf(width));
      // 2 refusals; 2 corpora × (hours, faults) + 4 amplitudes; 2 × (explained variance + 4 terms +
      // SD +
      // throughput); 1 of classes; 2 targets × 3 feature sets × 3.
      assertThat(found(dom, "drawn")).as("figures at %s", width).isEqualTo("43");
      assertThat(Integer.parseInt(found(dom, "scroll")))
          .as("content width at %s", width)
          .isLessThanOrEqualTo(width);
      assertThat(found(dom, "cut")).as("labels outside their drawing at %s", width).isEqualTo("0");
      assertThat(found(dom, "covered")).as("axis titles over labels at %s", width).isEqualTo("0");
      assertThat(found(dom, "scripts")).isEqualTo("0");
      assertThat(Double.parseDouble(found(dom, "smallest"))).isGreaterThan(9);
      assertThat(found(dom, "text"))
          .contains("insufficient subjects 20 of the 85", "hold-calibration", "20 subjects")
          .doesNotContain("NaN", "undefined", "null", "Infinity");
    }
  }

  @Test
  void showsHostileNamesAsText() throws Exception {
    String name =
        "<script>parent.document.documentElement.dataset.scripts='run'</script>\"'&\u0000";
    String dom = chromium.dom(probed(SyntheticResults.usual().report(name), 400), 1500);
    assertThat(found(dom, "scripts")).isEqualTo("0");
    assertThat(found(dom, "text")).contains("&lt;script&gt;parent.document.");
  }

  @Test
  void takesAPicture() throws Exception {
    Path page = folder.resolve("report.html");
    Files.writeString(page, ReportPage.of(SyntheticResults.usual().report("Demo")));
    Path image = folder.resolve("page.png");
    chromium.screenshot(page, 400, 900, true, image);
    assertThat(Files.size(image)).isGreaterThan(10_000);
  }

  /** A page that holds the report in a frame of that width, which no window of the browser is. */
  private Path probed(Report report, int width) throws Exception {
    String html = ReportPage.of(report);
    String policy = "style-src &#39;unsafe-inline&#39;";
    assertThat(html).contains(policy);
    String probed =
        html.replace(policy, policy + "; script-src &#39;unsafe-inline&#39;")
            .replace("</body>", PROBE + "</body>");
    Path page = folder.resolve("probed.html");
    Files.writeString(
        page,
        Element.of("iframe")
            .attribute("style", "border: 0; height: 900px; width: " + width + "px")
            .attribute("srcdoc", probed)
            .html()
            .markup());
    return page;
  }

  private static String found(String dom, String key) {
    Matcher matcher = Pattern.compile("<html[^>]* data-" + key + "=\"([^\"]*)\"").matcher(dom);
    assertThat(matcher.find())
        .as("data-%s in %s", key, dom.substring(0, Math.min(400, dom.length())))
        .isTrue();
    return matcher.group(1);
  }
}
