/** Shards as training sees them: which windows make up each batch, and how they are read. */
@NullMarked
package org.purkinje.pretrain.shard;

import org.jspecify.annotations.NullMarked;
