/**
 * Blood pressure from ABP, pulse arrival times, and the features that predict one from the other.
 */
@NullMarked
package org.purkinje.biosignal.pressure;

import org.jspecify.annotations.NullMarked;
