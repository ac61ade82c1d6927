/** A model's tensors in files that other tools read: safetensors, without libtorch or DL4J. */
@NullMarked
package org.purkinje.models.checkpoint;

import org.jspecify.annotations.NullMarked;
