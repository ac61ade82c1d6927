package org.purkinje.jobsupport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  /** By edits alone, take would be as near as rate-hz is far. */
  @Test
  void takesAWordForItsBeginning() {
    assertThat(NearestName.of("rate", List.of("band", "rate-hz", "take"))).isEqualTo("rate-hz");
    assertThat(NearestName.of("tale", List.of("band", "rate-hz", "take"))).isEqualTo("take");
  }

  /** Levenshtein's textbook pairs. */
  @Test
  void countsInsertionsDeletionsAndSubstitutions() {
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("saturday", "sunday")).isEqualTo(3);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("abc", "")).isEqualTo(3);
    assertThat(NearestName.distance("abc", "abc")).isZero();
  }

  /** The second pair tells this distance from the unrestricted one of Damerau, which is 2. */
  @Test
  void countsAnExchangeOfNeighboursOnce() {
    assertThat(NearestName.distance("conut", "count")).isEqualTo(1);
    assertThat(NearestName.distance("ca", "abc")).isEqualTo(3);
    assertThat(NearestName.of("conut", List.of("conf", "count"))).isEqualTo("count");
  }

  @Test
  void findsTheNameWithTheFewestEdits() {
    assertThat(NearestName.of("windw-secs", List.of("seed", "window-seconds", "fs-hz")))
        .isEqualTo("window-seconds");
  }

  @Test
  void takesTheFirstInOrderOnATie() {
    assertThat(NearestName.of("b", List.of("c", "a"))).isEqualTo("a");
  }

  @Test
  void refusesToChooseFromNothing() {
    assertThatThrownBy(() -> NearestName.of("seed", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no names to compare seed with");
  }
}
