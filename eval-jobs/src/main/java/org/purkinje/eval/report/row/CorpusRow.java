package org.purkinje.eval.report.row;

/**
 * A corpus and how much of it was ingested.
 *
 * @param hours of its records, however many channels they have
 */
public record CorpusRow(
    String corpus,
    String version,
    String title,
    String licence,
    String redistribution,
    String access,
    long records,
    long subjects,
    long channels,
    double hours) {}
