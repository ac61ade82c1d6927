package org.purkinje.preprocessing.splits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.purkinje.jobsupport.run.Sha256;

/**
 * Deals persons into parts so that each part has its share of every class, where a person may have
 * several: the class with the fewest persons left is dealt first, each of its persons to the part
 * that lacks most of that class. A part has at most one person more or less of a class than its
 * share as long as persons have one class each.
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-23808-6_10">Sechidis, Tsoumakas, Vlahavas 2011,
 *     On the Stratification of Multi-label Data, algorithm 1</a>
 */
final class IterativeStratification {

  private final SortedMap<String, SortedSet<String>> classesByPerson;
  private final List<String> waiting;
  private final double[] lacking;
  private final SortedMap<String, double[]> lackingByClass = new TreeMap<>();
  private final SortedMap<String, Integer> waitingByClass = new TreeMap<>();
  private final Map<String, Integer> parts = new HashMap<>();

  private IterativeStratification(
      SortedMap<String, SortedSet<String>> classesByPerson, double[] shares, String draw) {
    this.classesByPerson = classesByPerson;
    this.waiting = new ArrayList<>(shuffled(classesByPerson, draw));
    this.lacking = scaled(shares, waiting.size());
    classesByPerson
        .values()
        .forEach(classes -> classes.forEach(each -> waitingByClass.merge(each, 1, Integer::sum)));
    waitingByClass.forEach((each, persons) -> lackingByClass.put(each, scaled(shares, persons)));
  }

  /**
   * The part of each person.
   *
   * @param classesByPerson empty for a person without a class
   * @param shares of the parts, adding up to 1
   * @param draw what the order of persons is drawn from
   */
  static Map<String, Integer> parts(
      SortedMap<String, SortedSet<String>> classesByPerson, double[] shares, String draw) {
    IterativeStratification stratification =
        new IterativeStratification(classesByPerson, shares, draw);
    stratification.deal();
    return stratification.parts;
  }

  private void deal() {
    for (Optional<String> rarest = rarest(); rarest.isPresent(); rarest = rarest()) {
      String dealt = rarest.get();
      waiting.removeIf(
          person -> {
            boolean isOfClass = classes(person).contains(dealt);
            if (isOfClass) {
              put(person, neediest(lackingByClass.getOrDefault(dealt, lacking)));
            }
            return isOfClass;
          });
    }
    waiting.forEach(person -> put(person, neediest(lacking)));
  }

  /** The class with the fewest persons that wait; none if nobody of a class does. */
  private Optional<String> rarest() {
    return waitingByClass.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** The part that lacks most of a class, of several the one that lacks most persons. */
  private int neediest(double[] lackingOfClass) {
    int neediest = 0;
    for (int part = 1; part < lacking.length; part++) {
      int byClass = Double.compare(lackingOfClass[part], lackingOfClass[neediest]);
      if (byClass > 0 || (byClass == 0 && lacking[part] > lacking[neediest])) {
        neediest = part;
      }
    }
    return neediest;
  }

  private void put(String person, int part) {
    parts.put(person, part);
    lacking[part]--;
    for (String each : classes(person)) {
      lackingByClass.getOrDefault(each, lacking)[part]--;
      waitingByClass.merge(each, -1, Integer::sum);
    }
  }

  private SortedSet<String> classes(String person) {
    return classesByPerson.getOrDefault(person, Collections.emptySortedSet());
  }

  private static List<String> shuffled(
      SortedMap<String, SortedSet<String>> classesByPerson, String draw) {
    Map<String, String> places = new HashMap<>();
    classesByPerson
        .keySet()
        .forEach(person -> places.put(person, new Sha256().add(draw).add(person).hex()));
    return places.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double[] scaled(double[] shares, int persons) {
    double[] scaled = shares.clone();
    for (int part = 0; part < scaled.length; part++) {
      scaled[part] *= persons;
    }
    return scaled;
  }
}
