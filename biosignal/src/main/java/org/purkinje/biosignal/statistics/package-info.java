/** Descriptives, and intervals by resampling whole subjects. */
@NullMarked
package org.purkinje.biosignal.statistics;

import org.jspecify.annotations.NullMarked;
