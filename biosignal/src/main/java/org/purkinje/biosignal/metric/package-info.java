/** Errors, grades, agreement and intervals of blood pressure estimates; descriptive statistics. */
@NullMarked
package org.purkinje.biosignal.metric;

import org.jspecify.annotations.NullMarked;
