/**
 * What pretraining minimises, one file per objective, and how a batch reaches it; knows libtorch
 * but neither DL4J nor Spark.
 */
@NullMarked
package org.purkinje.models.objective;

import org.jspecify.annotations.NullMarked;
