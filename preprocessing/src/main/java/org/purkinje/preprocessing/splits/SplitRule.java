package org.purkinje.preprocessing.splits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.purkinje.preprocessing.splits.Population.Member;

/** What puts records into folds. */
public sealed interface SplitRule {

  /**
   * The places of the records that are in a fold; in each draw a record is in one at most.
   *
   * @param seed of every draw
   */
  List<Placement> place(Population population, long seed);

  /** The folds that somebody would name, each of which should hold a record. */
  default List<String> foldNames() {
    return List.of();
  }

  /** Why a record is in no fold. */
  default String reason() {
    return "in no fold";
  }

  /**
   * Persons dealt into parts of equal size, {@code 0} to {@code folds - 1}.
   *
   * @param folds how many
   */
  record KFold(int folds) implements SplitRule {

    public KFold {
      if (folds < 2) {
        throw new IllegalArgumentException("folds must be at least 2, got " + folds);
      }
    }

    @Override
    public List<String> foldNames() {
      return IntStream.range(0, folds).mapToObj(String::valueOf).toList();
    }

    @Override
    public List<Placement> place(Population population, long seed) {
      double[] shares = new double[folds];
      Arrays.fill(shares, 1.0 / folds);
      return deal(population, shares, seed, String::valueOf);
    }
  }

  /**
   * Persons dealt into parts of given sizes.
   *
   * @param folds share of persons by name of the fold, adding up to 1
   */
  record Shares(Map<String, Double> folds) implements SplitRule {

    public Shares {
      folds = new LinkedHashMap<>(folds);
      double sum = folds.values().stream().mapToDouble(Double::doubleValue).sum();
      if (folds.values().stream().anyMatch(share -> !(share > 0)) || Math.abs(sum - 1) > 1e-9) {
        throw new IllegalArgumentException(
            "shares of folds must be above 0 and add up to 1, got " + folds);
      }
    }

    @Override
    public List<String> foldNames() {
      return List.copyOf(folds.keySet());
    }

    @Override
    public List<Placement> place(Population population, long seed) {
      double[] shares = folds.values().stream().mapToDouble(Double::doubleValue).toArray();
      return deal(population, shares, seed, foldNames()::get);
    }
  }

  /** Each person a fold of its own, which has the person's name. */
  record LeaveOneOut() implements SplitRule {

    @Override
    public List<Placement> place(Population population, long seed) {
      return population.records().stream()
          .map(member -> new Placement(member, 0, member.person(), null))
          .toList();
    }
  }

  /**
   * Parts of growing size, each within the next, as often as there are draws; the fold of a record
   * is DRAW/FRACTION of the smallest that it is in.
   *
   * @param fractions of persons, ascending, at most 1
   * @param draws how many times, independently
   */
  record NestedFractions(List<Double> fractions, int draws) implements SplitRule {

    public NestedFractions {
      fractions = List.copyOf(fractions);
      boolean ascends = !fractions.isEmpty() && fractions.get(0) > 0;
      for (int i = 1; i < fractions.size(); i++) {
        ascends &= fractions.get(i) > fractions.get(i - 1);
      }
      if (!ascends || fractions.get(fractions.size() - 1) > 1) {
        throw new IllegalArgumentException(
            "fractions must ascend, above 0 and at most 1, got " + fractions);
      }
      if (draws < 1) {
        throw new IllegalArgumentException("draws must be at least 1, got " + draws);
      }
    }

    @Override
    public List<String> foldNames() {
      return IntStream.range(0, draws)
          .boxed()
          .flatMap(draw -> fractions.stream().map(fraction -> foldName(draw, fraction)))
          .toList();
    }

    @Override
    public List<Placement> place(Population population, long seed) {
      SortedMap<String, SortedSet<String>> persons = population.classesByPerson();
      List<Placement> placements = new ArrayList<>();
      for (int draw = 0; draw < draws; draw++) {
        Map<String, Integer> parts =
            IterativeStratification.parts(persons, steps(), seed + " " + draw);
        for (Member member : population.records()) {
          int part = parts.getOrDefault(member.person(), fractions.size());
          if (part < fractions.size()) {
            placements.add(placement(member, draw, fractions.get(part)));
          }
        }
      }
      return placements;
    }

    private static Placement placement(Member member, int draw, double fraction) {
      return new Placement(member, draw, foldName(draw, fraction), fraction);
    }

    /** What each fraction has beyond the one before and, last, what lies beyond all. */
    private double[] steps() {
      double[] steps = new double[fractions.size() + 1];
      double before = 0;
      for (int i = 0; i < fractions.size(); i++) {
        steps[i] = fractions.get(i) - before;
        before = fractions.get(i);
      }
      steps[fractions.size()] = 1 - before;
      return steps;
    }

    private static String foldName(int draw, double fraction) {
      return draw
          + "/"
          + (fraction == Math.rint(fraction)
              ? String.valueOf((long) fraction)
              : String.valueOf(fraction));
    }
  }

  /**
   * Folds as somebody has published them, by records' names.
   *
   * @param folds records by name of the fold; records that are in none are left out
   */
  record ListedRecords(Map<String, List<String>> folds) implements SplitRule {

    public ListedRecords {
      folds = new LinkedHashMap<>(folds);
      requireOnce("records", folds);
    }

    @Override
    public List<String> foldNames() {
      return List.copyOf(folds.keySet());
    }

    @Override
    public List<Placement> place(Population population, long seed) {
      return look(population, folds, Member::record);
    }

    @Override
    public String reason() {
      return "not listed";
    }

    /** The names that no record has. */
    SortedSet<String> absent(Population population) {
      TreeSet<String> absent = new TreeSet<>();
      folds.values().forEach(absent::addAll);
      population.records().forEach(member -> absent.remove(member.record()));
      return absent;
    }
  }

  /**
   * Folds that the publisher gives with each record, as a label.
   *
   * @param system of {@code labels} whose code says it, e.g. {@code ptbxl-fold}
   * @param folds codes by name of the fold
   */
  record PublishedFolds(String system, Map<String, List<String>> folds) implements SplitRule {

    public PublishedFolds {
      folds = new LinkedHashMap<>(folds);
      requireOnce("codes", folds);
    }

    @Override
    public List<String> foldNames() {
      return List.copyOf(folds.keySet());
    }

    @Override
    public List<Placement> place(Population population, long seed) {
      return look(population, folds, Member::publishedFold);
    }

    @Override
    public String reason() {
      return "no code of %s that is in a fold".formatted(system);
    }
  }

  private static List<Placement> deal(
      Population population, double[] shares, long seed, IntFunction<String> name) {
    Map<String, Integer> parts =
        IterativeStratification.parts(population.classesByPerson(), shares, seed + " 0");
    return population.records().stream()
        .map(
            member ->
                new Placement(member, 0, name.apply(parts.getOrDefault(member.person(), 0)), null))
        .toList();
  }

  private static void requireOnce(String what, Map<String, List<String>> folds) {
    Set<String> seen = new TreeSet<>();
    for (Map.Entry<String, List<String>> fold : folds.entrySet()) {
      for (String each : fold.getValue()) {
        if (!seen.add(each)) {
          throw new IllegalArgumentException(
              "folds must hold each of their %s once, got %s again in %s"
                  .formatted(what, each, fold.getKey()));
        }
      }
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("folds must list %s, got none".formatted(what));
    }
  }

  private static List<Placement> look(
      Population population,
      Map<String, List<String>> folds,
      Function<Member, @Nullable String> key) {
    Map<String, String> foldByKey = new HashMap<>();
    folds.forEach((fold, keys) -> keys.forEach(each -> foldByKey.put(each, fold)));
    List<Placement> placements = new ArrayList<>();
    for (Member member : population.records()) {
      String own = key.apply(member);
      String fold = own == null ? null : foldByKey.get(own);
      if (fold != null) {
        placements.add(new Placement(member, 0, fold, null));
      }
    }
    return placements;
  }
}
