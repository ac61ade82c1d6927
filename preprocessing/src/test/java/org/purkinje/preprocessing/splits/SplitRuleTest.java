package org.purkinje.preprocessing.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.purkinje.preprocessing.splits.Population.Member;
import org.purkinje.preprocessing.splits.SplitRule.KFold;
import org.purkinje.preprocessing.splits.SplitRule.LeaveOneOut;
import org.purkinje.preprocessing.splits.SplitRule.ListedRecords;
import org.purkinje.preprocessing.splits.SplitRule.NestedFractions;
import org.purkinje.preprocessing.splits.SplitRule.PublishedFolds;
import org.purkinje.preprocessing.splits.SplitRule.Shares;

/** A person in two folds would be trained on and graded. */
class SplitRuleTest {

  private static final int PERSONS = 300;

  /** Persons with one to three records each, of one of three classes, one in ten of none. */
  private static Population population() {
    List<Member> records = new ArrayList<>();
    for (int person = 0; person < PERSONS; person++) {
      for (int record = 0; record <= person % 3; record++) {
        List<String> classes =
            person % 10 == 0 ? List.of() : List.of("t:" + "abc".charAt(person % 3));
        records.add(
            member(
                "p%03d-%d".formatted(person, record),
                "person" + person,
                classes,
                String.valueOf(person % 10 + 1)));
      }
    }
    return new Population(records);
  }

  private static Member member(
      String record, String person, List<String> classes, @Nullable String published) {
    return new Member("c", record, person, person, null, classes, published);
  }

  @Test
  void keepsEveryPersonInOneFoldAndEveryRecordInOne() {
    for (SplitRule rule :
        List.of(
            new KFold(5),
            new Shares(Map.of("train", 0.7, "test", 0.3)),
            new LeaveOneOut(),
            new NestedFractions(List.of(0.01, 0.05, 0.1, 1.0), 1))) {
      List<Placement> placements = rule.place(population(), 17);
      assertThat(new Split("s", placements).crossing()).as(rule.toString()).isEmpty();
      assertThat(placements.stream().map(Placement::member))
          .as(rule.toString())
          .containsExactlyElementsOf(population().records());
    }
  }

  @Test
  void makesPartsOfEqualOrGivenSize() {
    assertThat(persons(new KFold(5).place(population(), 17)).values())
        .allSatisfy(persons -> assertThat(persons).hasSizeBetween(58, 62));
    Map<String, Set<String>> shares =
        persons(new Shares(Map.of("train", 0.7, "test", 0.3)).place(population(), 17));
    assertThat(shares.get("train")).hasSizeBetween(208, 212);
    assertThat(shares.get("test")).hasSizeBetween(88, 92);
  }

  @Test
  void leavesEachPersonOutOnce() {
    Map<String, Set<String>> folds = persons(new LeaveOneOut().place(population(), 17));
    assertThat(folds).hasSize(PERSONS);
    folds.forEach((fold, persons) -> assertThat(persons).containsExactly(fold));
  }

  /** 1 % of 300 persons are 3, and so on; each part holds the smaller ones, of each class too. */
  @Test
  void nestsFractionsByPersonAndClassInEachDraw() {
    List<Double> fractions = List.of(0.01, 0.05, 0.1, 0.5);
    List<Placement> placements = new NestedFractions(fractions, 5).place(population(), 17);
    List<Set<String>> smallest = new ArrayList<>();
    for (int draw = 0; draw < 5; draw++) {
      int own = draw;
      Set<String> before = Set.of();
      for (double fraction : fractions) {
        Set<String> part =
            placements.stream()
                .filter(placement -> placement.draw() == own && fractionOf(placement) <= fraction)
                .map(placement -> placement.member().person())
                .collect(Collectors.toSet());
        assertThat(part).containsAll(before);
        assertThat((double) part.size()).isBetween(PERSONS * fraction - 4, PERSONS * fraction + 4);
        if (fraction == 0.1) {
          for (int ofClass = 0; ofClass < 3; ofClass++) {
            int rest = ofClass;
            assertThat(
                    part.stream()
                        .filter(person -> number(person) % 3 == rest && number(person) % 10 != 0)
                        .count())
                .isBetween(8L, 10L);
          }
        }
        before = part;
      }
      smallest.add(
          placements.stream()
              .filter(placement -> placement.fold().endsWith("/0.01"))
              .filter(placement -> placement.draw() == own)
              .map(placement -> placement.member().person())
              .collect(Collectors.toSet()));
    }
    assertThat(Set.copyOf(smallest)).as("draws differ").hasSizeGreaterThan(1);
    assertThat(placements).noneMatch(placement -> fractionOf(placement) > 0.5);
    assertThat(new NestedFractions(List.of(0.05, 1.0), 2).foldNames())
        .containsExactly("0/0.05", "0/1", "1/0.05", "1/1");
  }

  @Test
  void followsPublishedFoldsAndLeavesTheRestOut() {
    List<Placement> placements =
        new PublishedFolds("f", Map.of("train", List.of("1", "2"), "test", List.of("10")))
            .place(population(), 17);
    assertThat(persons(placements).keySet()).containsExactlyInAnyOrder("train", "test");
    assertThat(persons(placements).get("test"))
        .hasSize(30)
        .allMatch(person -> number(person) % 10 == 9);
  }

  @Test
  void takesListedRecordsAndNamesThoseThatAreNotThere() {
    ListedRecords rule =
        new ListedRecords(
            Map.of("DS1", List.of("p001-0", "p002-1"), "DS2", List.of("p005-0", "absent")));
    List<Placement> placements = rule.place(population(), 17);
    assertThat(placements)
        .extracting(placement -> placement.member().record() + " " + placement.fold())
        .containsExactly("p001-0 DS1", "p002-1 DS1", "p005-0 DS2");
    assertThat(rule.absent(population())).containsExactly("absent");
  }

  @Test
  void namesPersonsThatAListPutsIntoTwoFolds() {
    ListedRecords rule =
        new ListedRecords(Map.of("DS1", List.of("p001-0"), "DS2", List.of("p001-1", "p004-0")));
    Split split = new Split("s", rule.place(population(), 17));
    assertThat(split.crossing().toString()).isEqualTo("{person1=[DS1, DS2]}");
    assertThat(split.rows())
        .extracting(row -> row.getAs("record") + " " + row.<Boolean>getAs("crosses"))
        .containsExactly("p001-0 true", "p001-1 true", "p004-0 false");
  }

  @Test
  void drawsWhateverTheOrderOfRecords() {
    List<Member> shuffled = new ArrayList<>(population().records());
    Collections.shuffle(shuffled, new Random(3));
    for (SplitRule rule : List.of(new KFold(5), new NestedFractions(List.of(0.1, 1.0), 2))) {
      assertThat(new Split("s", rule.place(new Population(shuffled), 17)).digest())
          .isEqualTo(new Split("s", rule.place(population(), 17)).digest());
    }
  }

  @Test
  void changesItsDigestWithOnePlacement() {
    List<Placement> placements = new KFold(2).place(population(), 17);
    List<Placement> changed = new ArrayList<>(placements);
    Placement first = placements.get(0);
    changed.set(0, new Placement(first.member(), 0, first.fold().equals("0") ? "1" : "0", null));
    assertThat(new Split("s", changed).digest())
        .isNotEqualTo(new Split("s", placements).digest())
        .hasSize(64);
  }

  @Test
  void refusesFoldsThatCannotBe() {
    assertThatThrownBy(() -> new KFold(1)).hasMessage("folds must be at least 2, got 1");
    assertThatThrownBy(() -> new NestedFractions(List.of(0.1, 0.05), 1))
        .hasMessage("fractions must ascend, above 0 and at most 1, got [0.1, 0.05]");
    assertThatThrownBy(() -> new NestedFractions(List.of(0.1), 0))
        .hasMessage("draws must be at least 1, got 0");
    assertThatThrownBy(() -> new Shares(Map.of("train", 0.7)))
        .hasMessage("shares of folds must be above 0 and add up to 1, got {train=0.7}");
    assertThatThrownBy(() -> new ListedRecords(Map.of("DS1", List.of("100", "100"))))
        .hasMessage("folds must hold each of their records once, got 100 again in DS1");
    assertThatThrownBy(() -> new PublishedFolds("f", Map.of()))
        .hasMessage("folds must list codes, got none");
  }

  private static double fractionOf(Placement placement) {
    Double fraction = placement.fraction();
    return fraction == null ? Double.NaN : fraction;
  }

  private static int number(String person) {
    return Integer.parseInt(person.substring("person".length()));
  }

  private static Map<String, Set<String>> persons(List<Placement> placements) {
    return placements.stream()
        .collect(
            Collectors.groupingBy(
                Placement::fold,
                Collectors.mapping(placement -> placement.member().person(), Collectors.toSet())));
  }
}
