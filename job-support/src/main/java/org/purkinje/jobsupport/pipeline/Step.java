package org.purkinje.jobsupport.pipeline;

import java.util.List;
import java.util.Map;

/**
 * A job of a pipeline with its config.
 *
 * @param name what {@code --from} and {@code --only} name
 * @param job a job's name
 * @param config its YAML, relative to the pipeline's file
 * @param forEach {@code corpora}: in place of the step there is one for each of them, called {@code
 *     NAME-CORPUS}, and {@code {corpus}} stands for its corpus; empty: the step is done once
 * @param set config keys taken over the file's; {@code {name}} stands for a parameter, and a value
 *     {@code {corpora}} for the list of them
 * @param setFor corpus to keys taken over those of {@code set}
 * @param after names of steps that must have run before; that of a step for each corpus means, in
 *     another such step, the one for the same corpus, elsewhere all
 */
public record Step(
    String name,
    String job,
    String config,
    String forEach,
    Map<String, String> set,
    Map<String, Map<String, String>> setFor,
    List<String> after) {}
