package org.purkinje.ingest.labelmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.ingest.labelmap.LabelMap.Verdict;

class CoverageTest {

  private static final LabelMap MAP =
      new LabelMap(
          "scp-rhythm",
          "1",
          "",
          "",
          "scp",
          "rhythm",
          LabelMap.Kind.MULTILABEL,
          Map.of("sinus", List.of("SR", "SBRAD"), "slow", List.of("SBRAD")),
          Map.of("diagnosis", List.of("NORM")));

  private static final Coverage COVERAGE =
      new Coverage(
          MAP,
          "ptb-xl",
          List.of(
              new CodeUse("NEW", 2, 2, 1),
              new CodeUse("NORM", 30, 30, 29),
              new CodeUse("ODD", 8, 7, 6),
              new CodeUse("SBRAD", 10, 10, 10),
              new CodeUse("SR", 50, 50, 49)));

  /** SBRAD stands for two classes and is still one label. */
  @Test
  void countsEachLabelAndEachCodeOnce() {
    assertThat(COVERAGE.labels()).isEqualTo(100);
    assertThat(COVERAGE.labels(Verdict.MAPPED)).isEqualTo(60);
    assertThat(COVERAGE.labels(Verdict.IGNORED)).isEqualTo(30);
    assertThat(COVERAGE.labels(Verdict.UNMAPPED)).isEqualTo(10);
    assertThat(COVERAGE.codes(Verdict.MAPPED)).isEqualTo(2);
    assertThat(COVERAGE.codes(Verdict.IGNORED)).isEqualTo(1);
    assertThat(COVERAGE.codes(Verdict.UNMAPPED)).isEqualTo(2);
  }

  @Test
  void listsTheMostFrequentUnmappedCodeFirst() {
    assertThat(COVERAGE.unmapped())
        .containsExactly(new CodeUse("ODD", 8, 7, 6), new CodeUse("NEW", 2, 2, 1));
  }

  @Test
  void toleratesTheShareOfUnmappedLabelsThatTheConfigAllows() {
    assertThatCode(() -> COVERAGE.requireFewUnmapped(0.1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> COVERAGE.requireFewUnmapped(0.09))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "ptb-xl/scp-rhythm: 10 of 100 labels have codes that the map does not know, more than"
                + " max-unmapped-ratio 0.09 allows; give each a class or a reason to ignore it in"
                + " %s: ODD (8), NEW (2)",
            LabelMap.file("scp-rhythm"));
  }

  @Test
  void namesTheTenMostFrequentOfMany() {
    List<CodeUse> uses =
        IntStream.range(0, 13).mapToObj(i -> new CodeUse("C" + i, 100 - i, 1, 1)).toList();
    assertThatThrownBy(() -> new Coverage(MAP, "ptb-xl", uses).requireFewUnmapped(0))
        .hasMessageEndingWith("C8 (92), C9 (91) and 3 more");
  }
}
