package org.purkinje.ingest.corpus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.purkinje.biosignal.wfdb.WfdbHeader;

/**
 * What the corpus' rules find in a record's name and header comments.
 *
 * @param subject the person, unique within the corpus
 * @param sex M or F, as the header says
 */
public record HeaderFacts(
    String subject, Optional<String> sex, OptionalDouble ageYears, List<Code> codes) {

  /**
   * @param system coding system
   */
  public record Code(String system, String code) {}

  /**
   * @param name the record's name in the corpus
   * @throws IllegalArgumentException if the subject rule does not fit the name
   */
  public static HeaderFacts of(CorpusDescription corpus, String name, WfdbHeader header) {
    return new HeaderFacts(
        subject(corpus, name),
        first(corpus.demographics().sex(), header.comments()).map(s -> s.substring(0, 1)),
        age(first(corpus.demographics().age(), header.comments())),
        corpus.labels().stream()
            .flatMap(
                rule ->
                    all(rule.pattern(), header.comments())
                        .flatMap(codes -> Stream.of(codes.split(",")))
                        .map(code -> new Code(rule.system(), code.strip())))
            .distinct()
            .toList());
  }

  private static String subject(CorpusDescription corpus, String name) {
    Matcher matcher = Pattern.compile(corpus.subject().pattern()).matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s: subject.pattern %s does not fit record %s"
              .formatted(CorpusDescription.file(corpus.name()), corpus.subject().pattern(), name));
    }
    String subject = matcher.group(1);
    return corpus.subject().sameAs().getOrDefault(subject, subject);
  }

  /** Ages of 0 and below, which headers use for unknown, count as absent. */
  private static OptionalDouble age(Optional<String> text) {
    return text.map(Double::parseDouble)
        .filter(age -> age > 0)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static Optional<String> first(String pattern, List<String> comments) {
    return all(pattern, comments).findFirst();
  }

  private static Stream<String> all(String pattern, List<String> comments) {
    Pattern compiled = Pattern.compile(pattern);
    return comments.stream()
        .map(comment -> compiled.matcher(comment.strip()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
