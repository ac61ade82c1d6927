package org.purkinje.preprocessing.splits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The oracle is arithmetic: how many persons of a class a part must have. */
class IterativeStratificationTest {

  private static final double[] FIFTHS = {0.2, 0.2, 0.2, 0.2, 0.2};

  /** 103 of class a, 40 of b, 7 of c, 50 of none: none of them divides by five but b and 50. */
  @Test
  void givesEachPartItsShareOfEachClassWithinOnePerson() {
    SortedMap<String, SortedSet<String>> persons = new TreeMap<>();
    add(persons, "a", 103);
    add(persons, "b", 40);
    add(persons, "c", 7);
    add(persons, "", 50);
    for (int draw = 0; draw < 20; draw++) {
      Map<String, Integer> parts = IterativeStratification.parts(persons, FIFTHS, "draw " + draw);
      assertThat(parts).hasSize(200);
      for (int part = 0; part < 5; part++) {
        assertThat(count(parts, part, "a")).isBetween(20, 21);
        assertThat(count(parts, part, "b")).isEqualTo(8);
        assertThat(count(parts, part, "c")).isBetween(1, 2);
        assertThat(count(parts, part, "")).isEqualTo(40);
      }
    }
  }

  /** 60 of a, 60 of b, 30 of them both: 30, 15, 15 of each class; sizes give way to classes. */
  @Test
  void balancesClassesThatPersonsHaveTogether() {
    SortedMap<String, SortedSet<String>> persons = new TreeMap<>();
    add(persons, "a", 30);
    add(persons, "b", 30);
    for (int i = 0; i < 30; i++) {
      persons.put("both-" + i, new TreeSet<>(List.of("a", "b")));
    }
    double[] shares = {0.5, 0.25, 0.25};
    Map<String, Integer> parts = IterativeStratification.parts(persons, shares, "1");
    for (int part = 0; part < 3; part++) {
      int both = count(parts, part, "both");
      assertThat(count(parts, part, "a") + both - 60 * shares[part]).isBetween(-1.0, 1.0);
      assertThat(count(parts, part, "b") + both - 60 * shares[part]).isBetween(-1.0, 1.0);
      assertThat(count(parts, part, "") - 90 * shares[part]).isBetween(-3.0, 3.0);
    }
  }

  @Test
  void putsNobodyIntoAPartWithoutAShare() {
    SortedMap<String, SortedSet<String>> persons = new TreeMap<>();
    add(persons, "a", 11);
    add(persons, "", 10);
    assertThat(IterativeStratification.parts(persons, new double[] {0.01, 0.99, 0}, "1").values())
        .doesNotContain(2);
  }

  @Test
  void drawsAnewWithAnotherSeedAndTheSameWithTheSame() {
    SortedMap<String, SortedSet<String>> persons = new TreeMap<>();
    add(persons, "a", 50);
    Map<String, Integer> once = IterativeStratification.parts(persons, FIFTHS, "1");
    assertThat(IterativeStratification.parts(persons, FIFTHS, "1")).isEqualTo(once);
    assertThat(IterativeStratification.parts(persons, FIFTHS, "2")).isNotEqualTo(once);
  }

  private static void add(
      SortedMap<String, SortedSet<String>> persons, String ofClass, int number) {
    for (int i = 0; i < number; i++) {
      persons.put(
          ofClass + "-" + i, new TreeSet<>(ofClass.isEmpty() ? List.of() : List.of(ofClass)));
    }
  }

  /** Persons of a part whose name starts so; all for an empty one. */
  private static int count(Map<String, Integer> parts, int part, String start) {
    return (int)
        parts.entrySet().stream()
            .filter(entry -> entry.getValue() == part)
            .filter(entry -> start.isEmpty() || entry.getKey().startsWith(start + "-"))
            .count();
  }
}
