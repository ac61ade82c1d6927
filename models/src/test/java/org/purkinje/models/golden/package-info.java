/** Comparison with the numbers of the PyTorch reference programs. */
@NullMarked
package org.purkinje.models.golden;

import org.jspecify.annotations.NullMarked;
