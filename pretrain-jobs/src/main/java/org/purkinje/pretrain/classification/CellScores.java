package org.purkinje.pretrain.classification;

import java.io.Serializable;

/**
 * What one training says of the graded records.
 *
 * @param scores higher where a class is likelier, in the order of {@link LabelPlan#records}, shape
 *     [records][classes]
 */
public record CellScores(Cell cell, double[][] scores) implements Serializable {}
