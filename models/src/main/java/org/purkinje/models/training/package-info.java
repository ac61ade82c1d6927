/**
 * How any network meets a trainer: its objective, the rows of a batch, the terms of its loss; knows
 * libtorch but neither DL4J nor Spark.
 */
@NullMarked
package org.purkinje.models.training;

import org.jspecify.annotations.NullMarked;
