package org.purkinje.preprocessing.splits;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SplitsTable;

/**
 * The records of a split, in their folds.
 *
 * @param placements in order of draw, corpus and record
 */
record Split(String name, List<Placement> placements) {

  private record PersonOfDraw(int draw, String person) {}

  Split {
    placements =
        placements.stream()
            .sorted(
                Comparator.comparingInt(Placement::draw)
                    .thenComparing(placement -> placement.member().corpus())
                    .thenComparing(placement -> placement.member().record()))
            .toList();
  }

  /** SHA-256 over draw, fold, corpus, record and person of every placement. */
  String digest() {
    Sha256 digest = new Sha256();
    for (Placement placement : placements) {
      digest
          .add(String.valueOf(placement.draw()))
          .add(placement.fold())
          .add(placement.member().corpus())
          .add(placement.member().record())
          .add(placement.member().person());
    }
    return digest.hex();
  }

  /** Folds of the persons that are in more than one of a draw, by person. */
  SortedMap<String, SortedSet<String>> crossing() {
    SortedMap<String, SortedSet<String>> crossing = new TreeMap<>();
    foldsByPerson()
        .forEach(
            (person, folds) -> {
              if (folds.size() > 1) {
                crossing.put(person.person(), new TreeSet<>(folds));
              }
            });
    return crossing;
  }

  /** Number of different records. */
  long records() {
    return placements.stream().map(Placement::member).distinct().count();
  }

  /** Rows of the table {@code splits}. */
  List<Row> rows() {
    String digest = digest();
    Set<String> crossing = crossing().keySet();
    Map<String, SortedSet<String>> strata =
        new Population(placements.stream().map(Placement::member).distinct().toList())
            .classesByPerson();
    return placements.stream()
        .map(
            placement ->
                row(placement)
                    .set("digest", digest)
                    .set("crosses", crossing.contains(placement.member().person()))
                    .set(
                        "stratum",
                        String.join(
                            "+", strata.getOrDefault(placement.member().person(), new TreeSet<>())))
                    .build())
        .toList();
  }

  private RowBuilder row(Placement placement) {
    Population.Member member = placement.member();
    return new RowBuilder(SplitsTable.TABLE)
        .set("split", name)
        .set("corpus", member.corpus())
        .set("record", member.record())
        .set("subject", member.subject())
        .set("person_group", member.person())
        .set("person_groups", member.personGroups())
        .set("draw", placement.draw())
        .set("fold", placement.fold())
        .set("fraction", placement.fraction());
  }

  private Map<PersonOfDraw, Set<String>> foldsByPerson() {
    Map<PersonOfDraw, Set<String>> folds = new HashMap<>();
    for (Placement placement : placements) {
      folds
          .computeIfAbsent(
              new PersonOfDraw(placement.draw(), placement.member().person()),
              person -> new HashSet<>())
          .add(placement.fold());
    }
    return folds;
  }
}
