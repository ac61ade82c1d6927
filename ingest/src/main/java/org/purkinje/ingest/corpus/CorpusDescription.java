package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.config.Home;

/**
 * A file of {@code configs/corpora}: what is known of a corpus before a byte of it is read.
 *
 * @param name key in every table, e.g. {@code mitdb}
 * @param version published version
 * @param title full name
 * @param licence SPDX identifier, e.g. {@code ODC-By-1.0}
 * @param redistribution what the licence lets be passed on
 * @param access who may download it
 * @param channels first matching rule decides; a channel that none matches is of kind other
 * @param annotators extensions of annotation files read where present, e.g. {@code atr}
 * @param demographics regular expressions over the header's comments
 * @param alignment whether the clocks of ECG and PPG agree below a sample
 */
public record CorpusDescription(
    String name,
    String version,
    String title,
    String licence,
    Redistribution redistribution,
    Access access,
    SubjectRule subject,
    List<ChannelRule> channels,
    List<String> annotators,
    Demographics demographics,
    List<LabelRule> labels,
    Alignment alignment)
    implements Serializable {

  /** What the licence lets be passed on. */
  public enum Redistribution {
    ALLOWED,
    DERIVED_ONLY,
    FORBIDDEN
  }

  /** Who may download the corpus. */
  public enum Access {
    OPEN,
    CREDENTIALED
  }

  /** Whether the signals of a record were sampled by one clock. */
  public enum Alignment {
    SIMULTANEOUS,
    UNKNOWN;

    /** The name used in tables, e.g. {@code unknown}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Finds the person of a record.
   *
   * @param pattern regular expression over the record's name; its first group is the subject
   * @param sameAs subject to the subject it is the same person as
   */
  public record SubjectRule(String pattern, Map<String, String> sameAs) implements Serializable {

    public SubjectRule {
      RulePattern.requireGroup("pattern", pattern);
    }
  }

  /**
   * @param age pattern whose first group is the age, years
   * @param sex pattern whose first group begins with M or F
   */
  public record Demographics(String age, String sex) implements Serializable {

    public Demographics {
      RulePattern.requireGroup("age", age);
      RulePattern.requireGroup("sex", sex);
    }
  }

  /**
   * Labels in header comments.
   *
   * @param pattern regular expression over one comment; its first group is the code, or several
   *     with commas between them
   * @param system coding system, e.g. {@code alarm}
   */
  public record LabelRule(String pattern, String system) implements Serializable {

    public LabelRule {
      RulePattern.requireGroup("pattern", pattern);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no such file or it breaks a rule
   */
  public static CorpusDescription named(String name) {
    CorpusDescription description =
        ConfigReader.read(file(name), Map.of(), CorpusDescription.class);
    if (!description.name.equals(name)) {
      throw new IllegalArgumentException(
          "%s: name must be %s like the file, got %s"
              .formatted(file(name), name, description.name));
    }
    return description;
  }

  /** Kind of a channel by the first matching rule; other if none matches. */
  public SignalKind kind(String channel) {
    return channels.stream()
        .filter(rule -> channel.strip().matches(rule.pattern()))
        .map(ChannelRule::kind)
        .findFirst()
        .orElse(SignalKind.OTHER);
  }

  public static Path file(String name) {
    return Home.configs().resolve("corpora").resolve(name + ".yaml");
  }
}
