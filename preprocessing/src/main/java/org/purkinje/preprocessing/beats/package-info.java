/** Annotated beats with the signals, RR intervals and class of each. */
@NullMarked
package org.purkinje.preprocessing.beats;

import org.jspecify.annotations.NullMarked;
