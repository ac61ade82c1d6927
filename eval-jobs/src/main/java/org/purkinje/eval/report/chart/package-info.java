/**
 * Charts as static inline SVG, each with its legend and caption; colours are left to the style
 * sheet.
 */
@NullMarked
package org.purkinje.eval.report.chart;

import org.jspecify.annotations.NullMarked;
