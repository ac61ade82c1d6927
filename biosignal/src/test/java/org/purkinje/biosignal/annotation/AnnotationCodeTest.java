package org.purkinje.biosignal.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The numbers are those of WFDB's table of annotation codes; a shifted row would rename all beats.
 */
class AnnotationCodeTest {

  @Test
  void ordersTheSymbolsAsWfdbDoes() {
    String symbols =
        IntStream.rangeClosed(1, 49)
            .mapToObj(value -> StandardCodes.of(value).symbol())
            .reduce("", (all, symbol) -> all + symbol);

    assertThat(symbols)
        .isEqualTo(
            "NLRaVFJASEj/Q~[15]|[17]sT*D\"=pB^t+u?![]en@xf()r[42][43][44][45][46][47][48][49]");
  }

  @Test
  void numbersEachCodeByItsPlace() {
    for (int value = 1; value <= 49; value++) {
      AnnotationCode code = StandardCodes.of(value);
      assertThat(code.value()).isEqualTo(value);
      assertThat(StandardCodes.of(code.symbol())).isEqualTo(code);
    }
  }

  @Test
  void putsEveryBeatInOneClass() {
    for (int value = 1; value <= 49; value++) {
      AnnotationCode code = StandardCodes.of(value);
      assertThat(BeatClass.of(code).isPresent())
          .as(code.symbol())
          .isEqualTo(code.kind() == AnnotationKind.BEAT);
    }
  }

  @Test
  void classifiesAsTheStandardDoes() {
    assertThat("NLRejB".chars()).allMatch(symbol -> classOf(symbol) == BeatClass.N);
    assertThat("AaJSn".chars()).allMatch(symbol -> classOf(symbol) == BeatClass.S);
    assertThat("VEr".chars()).allMatch(symbol -> classOf(symbol) == BeatClass.V);
    assertThat("F".chars()).allMatch(symbol -> classOf(symbol) == BeatClass.F);
    assertThat("/fQ?".chars()).allMatch(symbol -> classOf(symbol) == BeatClass.Q);
  }

  @Test
  void tellsRhythmAndQualityFromNotes() {
    assertThat(StandardCodes.of("+").kind()).isEqualTo(AnnotationKind.RHYTHM);
    assertThat(StandardCodes.of("~").kind()).isEqualTo(AnnotationKind.QUALITY);
    assertThat(StandardCodes.of("!").kind()).isEqualTo(AnnotationKind.NOTE);
    assertThat(AnnotationKind.RHYTHM.label()).isEqualTo("rhythm");
  }

  @Test
  void rejectsUnknownNumbersAndSymbols() {
    assertThatThrownBy(() -> StandardCodes.of(50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("annotation code must be 1 to 49, got 50");
    assertThatThrownBy(() -> StandardCodes.of("y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("annotation symbol must be one of the standard ones, got y");
  }

  private static BeatClass classOf(int symbol) {
    return BeatClass.of(StandardCodes.of(Character.toString(symbol))).orElseThrow();
  }
}
