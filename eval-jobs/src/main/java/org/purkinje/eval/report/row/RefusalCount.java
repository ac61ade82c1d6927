package org.purkinje.eval.report.row;

/** How many rows of {@code rejects} a scope has for one reason. */
public record RefusalCount(String scope, String reason, long count) {}
