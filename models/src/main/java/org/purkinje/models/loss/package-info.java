/** What networks minimise, as functions of tensors. */
@NullMarked
package org.purkinje.models.loss;

import org.jspecify.annotations.NullMarked;
