package org.purkinje.ingest.inspection;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.CorpusDescription.SubjectRule;
import org.purkinje.ingest.corpus.LabelRule;
import org.purkinje.ingest.corpus.RulePattern;

/**
 * What the corpus' rules find in a record's name and notes.
 *
 * @param subject the person, unique within the corpus
 * @param sex M or F; empty if unknown
 * @param ageYears NaN if unknown
 */
public record RecordFacts(String subject, String sex, double ageYears, List<LabelRule.Label> labels)
    implements Serializable {

  /** Ages above are codes, e.g. PTB-XL's 300 for all beyond 89. */
  private static final double OLDEST_YEARS = 125;

  /**
   * @param name the record's name in the corpus
   * @param notes those of the file and of the corpus' metadata
   * @return empty if the rule finds no subject
   */
  static Optional<RecordFacts> of(CorpusDescription corpus, String name, List<String> notes) {
    return subject(corpus.subject(), name, notes)
        .map(
            subject ->
                new RecordFacts(
                    subject,
                    RulePattern.firstGroups(corpus.demographics().sex(), notes)
                        .map(sex -> corpus.demographics().sexCodes().getOrDefault(sex, ""))
                        .findFirst()
                        .orElse(""),
                    RulePattern.firstGroups(corpus.demographics().age(), notes)
                        .map(RecordFacts::age)
                        .findFirst()
                        .orElse(Double.NaN),
                    corpus.labels().stream()
                        .flatMap(rule -> rule.labels(notes))
                        .distinct()
                        .toList()));
  }

  private static Optional<String> subject(SubjectRule rule, String name, List<String> notes) {
    Optional<String> found;
    if (rule.in() == CorpusDescription.Place.NOTE) {
      found = RulePattern.firstGroups(rule.pattern(), notes).findFirst();
    } else {
      Matcher matcher = Pattern.compile(rule.pattern()).matcher(name);
      found = matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
    return found.map(subject -> rule.sameAs().getOrDefault(subject, subject));
  }

  /** Ages of 0 and below, which headers use for unknown, count as unknown. */
  private static double age(String text) {
    try {
      double age = Double.parseDouble(text);
      return age > 0 && age <= OLDEST_YEARS ? age : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
