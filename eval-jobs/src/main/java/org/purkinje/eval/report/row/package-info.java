/**
 * What the report reads of each table, as plain values; a nullable number is NaN, a nullable text
 * empty.
 */
@NullMarked
package org.purkinje.eval.report.row;

import org.jspecify.annotations.NullMarked;
