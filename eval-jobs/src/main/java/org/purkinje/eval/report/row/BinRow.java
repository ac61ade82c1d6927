package org.purkinje.eval.report.row;

/**
 * How many channels of a group have a quantity within a bin.
 *
 * @param quantity {@code amplitude} or {@code fs_hz}
 * @param to above {@code from}, or equal to it where values are counted one by one
 */
public record BinRow(
    String kind,
    String name,
    String unit,
    String quantity,
    double from,
    double to,
    long channels) {}
