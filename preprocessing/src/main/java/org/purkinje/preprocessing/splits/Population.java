package org.purkinje.preprocessing.splits;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The records that a split is made of.
 *
 * @param records each once, in order of corpus and name
 */
record Population(List<Member> records) {

  /**
   * A record.
   *
   * @param person one name for all subjects that are known to be one person
   * @param personGroups scope of {@code person_groups} that the name is from; null without one
   * @param classes that folds are balanced by, each {@code TASK:CLASS}
   * @param publishedFold its code in the system of the publisher's folds; null if it has none
   */
  record Member(
      String corpus,
      String record,
      String subject,
      String person,
      @Nullable String personGroups,
      List<String> classes,
      @Nullable String publishedFold) {}

  Population {
    records = List.copyOf(records);
  }

  /** The classes of each person, those of all its records. */
  SortedMap<String, SortedSet<String>> classesByPerson() {
    SortedMap<String, SortedSet<String>> persons = new TreeMap<>();
    for (Member member : records) {
      persons.computeIfAbsent(member.person(), person -> new TreeSet<>()).addAll(member.classes());
    }
    return persons;
  }
}
