package org.purkinje.eval.report.row;

/**
 * A corpus and how much of it was ingested.
 *
 * @param hours of its records, however many channels they have
 * @param publishedRecords how many the publisher says that there are; 0 where that is not known
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
    double hours,
    long publishedRecords) {}
