/**
 * A signal as the trajectory of a dynamical system: time-delay embedding, how fast neighbours part,
 * how often states recur, and the attractor's shape.
 */
@NullMarked
package org.purkinje.biosignal.attractor;

import org.jspecify.annotations.NullMarked;
