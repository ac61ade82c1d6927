package org.purkinje.ingest.corpus;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.config.Home;
import org.purkinje.jobsupport.config.NearestName;
import org.purkinje.jobsupport.table.SubjectIdentity;

/**
 * A file of {@code configs/corpora}: what is known of a corpus before a byte of it is read.
 *
 * @param name key in every table, e.g. {@code mitdb}
 * @param version published version
 * @param title full name
 * @param sources where it is published: addresses of its root folder, e.g. at PhysioNet and in its
 *     bucket, or of the page that leads there
 * @param licence SPDX identifier, e.g. {@code ODC-By-1.0}
 * @param redistribution what the licence lets be passed on
 * @param access who may download it
 * @param expected how much the publisher says that it holds
 * @param files which of them hold records, and how they are read
 * @param excluded regular expression over records' names to why they are left out
 * @param sentinels digital samples that stand for something else than a measurement, e.g. 32767
 * @param metadata CSV files with facts of each record
 * @param contains corpora whose people this one holds again
 * @param channels first matching rule decides; a channel that none matches is of kind other
 * @param demographics regular expressions over the record's notes
 * @param labelMaps names of the files of {@code configs/label-maps} that fit its labels or beats
 * @param alignment whether the clocks of ECG and PPG agree below a sample
 */
public record CorpusDescription(
    String name,
    String version,
    String title,
    List<String> sources,
    String licence,
    Redistribution redistribution,
    Access access,
    Expected expected,
    List<FileRule> files,
    Map<String, String> excluded,
    List<Integer> sentinels,
    List<MetadataTable> metadata,
    SubjectRule subject,
    List<ContainedPeople> contains,
    List<ChannelRule> channels,
    Demographics demographics,
    List<LabelRule> labels,
    List<String> labelMaps,
    Alignment alignment)
    implements Serializable {

  public CorpusDescription {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files must hold 1 rule or more, got none");
    }
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels must hold 1 rule or more, got none");
    }
    excluded.keySet().forEach(pattern -> RulePattern.compiled("excluded", pattern));
  }

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

  /** Where a subject is named. */
  public enum Place {
    NAME,
    NOTE
  }

  /**
   * Finds the person of a record.
   *
   * @param in the record's name, or one of its notes
   * @param pattern regular expression over that text; its first group is the subject
   * @param identity whether the publisher says of whom each record is
   * @param sameAs subject to the subject it is the same person as
   */
  public record SubjectRule(
      Place in, String pattern, SubjectIdentity identity, Map<String, String> sameAs)
      implements Serializable {

    public SubjectRule {
      RulePattern.requireGroup("pattern", pattern);
    }
  }

  /**
   * @param age pattern whose first group is the age, years
   * @param sex pattern whose first group is the sex
   * @param sexCodes that group to M or F; a sex that is not among them is unknown
   */
  public record Demographics(String age, String sex, Map<String, String> sexCodes)
      implements Serializable {

    public Demographics {
      RulePattern.requireGroup("age", age);
      RulePattern.requireGroup("sex", sex);
    }
  }

  /**
   * What a file says by leaving a key out: how much there is is not known, who a record is of is
   * assumed, decimals have a point, channels go by a pattern or by leads, and such a pattern tells
   * no lead.
   */
  private static final Map<String, String> ABSENT =
      Map.of(
          "CorpusDescription.expected",
          "{}",
          "Expected.records",
          "0",
          "SubjectRule.identity",
          "assumed",
          "CsvLayout.decimal",
          "'.'",
          "ChannelRule.leads",
          "none",
          "ChannelRule.pattern",
          "''",
          "ChannelRule.lead",
          "''");

  /**
   * @throws IllegalArgumentException if there is no such file or it breaks a rule
   */
  public static CorpusDescription named(String name) {
    CorpusDescription description = read(existingFile(name));
    if (!description.name.equals(name)) {
      throw new IllegalArgumentException(
          "%s: name must be %s like the file, got %s"
              .formatted(file(name), name, description.name));
    }
    return description;
  }

  /**
   * @throws IllegalArgumentException if there is no such file or it breaks a rule
   */
  public static CorpusDescription read(Path file) {
    return ConfigReader.readWithAbsent(file, Map.of(), ABSENT, CorpusDescription.class);
  }

  /** As {@link #read}, of a text. */
  static CorpusDescription parse(String source, String yaml) {
    return ConfigReader.parseWithAbsent(source, yaml, ABSENT, CorpusDescription.class);
  }

  /** The first rule that fits a channel's name; that of other kinds if none does. */
  public ChannelRule rule(String channel) {
    return channels.stream()
        .filter(rule -> rule.fits(channel))
        .findFirst()
        .orElse(ChannelRule.OTHER);
  }

  /**
   * Where it can be downloaded from: the first source that is a folder over HTTPS or of a bucket.
   *
   * @throws IllegalArgumentException if none is
   */
  public String download() {
    return sources.stream()
        .filter(source -> source.matches("(?:https|s3a)://.+/"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "corpus %s has no folder among its sources, got %s; download it by hand, or give"
                            .formatted(name, sources)
                        + " --source"));
  }

  public static Path file(String name) {
    return Home.configs().resolve("corpora").resolve(name + ".yaml");
  }

  /**
   * @throws IllegalArgumentException if there is no such file; the text names the nearest
   */
  public static Path existingFile(String name) {
    Path file = file(name);
    if (!Files.isRegularFile(file)) {
      List<String> names = names();
      throw new IllegalArgumentException(
          "no corpus named %s%s There is no %s"
              .formatted(
                  name,
                  names.isEmpty()
                      ? ""
                      : ", did you mean %s?".formatted(NearestName.of(name, names)),
                  file));
    }
    return file;
  }

  private static List<String> names() {
    Path folder = Home.configs().resolve("corpora");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
