package org.purkinje.jobsupport.pipeline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.config.NearestName;
import org.purkinje.jobsupport.run.Jobs;

/**
 * A file of {@code configs/pipelines}.
 *
 * @param parameters name to default; an empty default must be given on the command line
 * @param renamed name that a parameter had before to the one that it has
 * @param corpora what the steps with {@code for-each: corpora} are repeated for
 * @param steps in an order in which each comes after those it names
 * @param show queries whose results are printed at the end
 * @param closing lines printed last
 */
public record Pipeline(
    Map<String, String> parameters,
    Map<String, String> renamed,
    List<String> corpora,
    List<Step> steps,
    List<Query> show,
    List<String> closing) {

  /** A step without {@code for-each} is done once. */
  private static final Map<String, String> ABSENT = Map.of("Step.forEach", "''");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9-]*)\\}");

  /**
   * @param title what the result is, one line
   */
  public record Query(String title, String sql) {}

  public Pipeline {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("steps: must be at least one, got none");
    }
    if (!corpora.isEmpty() && parameters.containsKey("corpora")) {
      throw new IllegalArgumentException(
          "parameters: {corpora} is the list of corpora; call the parameter something else");
    }
    renamed.forEach(
        (before, now) -> {
          if (!parameters.containsKey(now)) {
            throw new IllegalArgumentException(
                "renamed: %s is now %s, which is no parameter".formatted(before, now));
          }
        });
    steps = CorpusSteps.of(steps, corpora);
    Set<String> seen = new HashSet<>();
    for (Step step : steps) {
      if (!Jobs.exists(step.job())) {
        throw new IllegalArgumentException("steps: " + Jobs.unknown(step.job()));
      }
      for (String before : step.after()) {
        if (!seen.contains(before)) {
          throw new IllegalArgumentException(
              "steps: %s comes after %s, which is not a step before it"
                  .formatted(step.name(), before));
        }
      }
      if (!seen.add(step.name())) {
        throw new IllegalArgumentException("steps: two are named " + step.name());
      }
    }
  }

  /**
   * Reads the file and fills in its parameters.
   *
   * @param warehouse what {@code {warehouse}} stands for
   * @param given parameter values from the command line
   * @throws IllegalArgumentException if a parameter is unknown or has no value
   */
  public static Pipeline read(Path file, String warehouse, Map<String, String> given) {
    Pipeline pipeline = parse(file);
    Map<String, String> named = new HashMap<>();
    given.forEach((name, value) -> named.put(pipeline.renamed.getOrDefault(name, name), value));
    for (String name : named.keySet()) {
      if (!pipeline.parameters.containsKey(name)) {
        throw new IllegalArgumentException(
            file
                + ": no parameter named "
                + name
                + (pipeline.parameters.isEmpty()
                    ? "; this pipeline has none"
                    : ", did you mean "
                        + NearestName.of(name, pipeline.parameters.keySet())
                        + "?"));
      }
    }
    Map<String, String> values = new HashMap<>(pipeline.parameters);
    values.putAll(named);
    values.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            throw new IllegalArgumentException(
                "%s: parameter %s has no value; give it with --set %s=…"
                    .formatted(file, name, name));
          }
        });
    values.put("warehouse", warehouse);
    Pipeline filled = pipeline.filled(values);
    filled
        .texts()
        .flatMap(text -> PLACEHOLDER.matcher(text).results())
        .forEach(left -> pipeline.requireParameter(file, left.group(1)));
    return filled;
  }

  /** The file as it is, its parameters not filled in. */
  public static Pipeline parse(Path file) {
    return ConfigReader.readWithAbsent(file, Map.of(), ABSENT, Pipeline.class);
  }

  private void requireParameter(Path file, String name) {
    if (!parameters.containsKey(name)) {
      throw new IllegalArgumentException(
          "%s: no parameter named %s%s"
              .formatted(
                  file,
                  name,
                  parameters.isEmpty()
                      ? "; this pipeline has none"
                      : ", did you mean %s?".formatted(NearestName.of(name, parameters.keySet()))));
    }
  }

  /** Every text in which placeholders are filled. */
  private Stream<String> texts() {
    return Stream.concat(
        steps.stream().flatMap(step -> step.set().values().stream()), closing.stream());
  }

  /** The steps that {@code --from} and {@code --only} leave; an empty text chooses nothing. */
  public List<Step> steps(String from, String only) {
    Set<String> names =
        steps.stream().map(Step::name).collect(Collectors.toCollection(TreeSet::new));
    for (String name : List.of(from, only)) {
      if (!name.isEmpty() && !names.contains(name)) {
        throw new IllegalArgumentException(
            "no step named %s, did you mean %s? Steps: %s"
                .formatted(name, NearestName.of(name, names), String.join(", ", names)));
      }
    }
    Stream<Step> chosen = steps.stream();
    if (!from.isEmpty()) {
      chosen = chosen.dropWhile(step -> !step.name().equals(from));
    }
    if (!only.isEmpty()) {
      chosen = chosen.filter(step -> step.name().equals(only));
    }
    return chosen.toList();
  }

  private Pipeline filled(Map<String, String> values) {
    return new Pipeline(
        parameters,
        renamed,
        corpora,
        steps.stream()
            .map(
                step ->
                    new Step(
                        step.name(),
                        step.job(),
                        step.config(),
                        step.forEach(),
                        step.set().entrySet().stream()
                            .collect(
                                Collectors.toMap(
                                    Map.Entry::getKey, e -> fill(e.getValue(), values))),
                        step.setFor(),
                        step.after()))
            .toList(),
        show,
        closing.stream().map(line -> fill(line, values)).toList());
  }

  private static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
