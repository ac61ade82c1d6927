package org.purkinje.eval.report.row;

/** What became of the units that a stage discovered. */
public record AccountingRow(
    String scope,
    String corpus,
    String run,
    String unit,
    long discovered,
    long accepted,
    long rejected,
    long excluded) {}
