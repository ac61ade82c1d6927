/** Descriptives, intervals by resampling whole subjects, the periodogram of uneven instants. */
@NullMarked
package org.purkinje.biosignal.statistics;

import org.jspecify.annotations.NullMarked;
