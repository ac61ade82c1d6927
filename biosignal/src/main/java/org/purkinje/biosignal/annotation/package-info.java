/**
 * Annotations of recordings: what happens at an instant or from an instant on, and beat classes.
 */
@NullMarked
package org.purkinje.biosignal.annotation;

import org.jspecify.annotations.NullMarked;
