/**
 * What a model may see of a window: patch masks and augmented views, drawn in plain Java from a
 * seed and a window's own number, so that they do not depend on batches or machines.
 */
@NullMarked
package org.purkinje.models.masking;

import org.jspecify.annotations.NullMarked;
