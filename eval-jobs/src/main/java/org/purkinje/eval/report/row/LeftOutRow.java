package org.purkinje.eval.report.row;

/** How many inputs of a stage one reason keeps out. */
public record LeftOutRow(String unit, String corpus, String outcome, String reason, long n) {}
