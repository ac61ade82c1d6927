/** Windows, shuffled into the files that training reads. */
@NullMarked
package org.purkinje.preprocessing.shards;

import org.jspecify.annotations.NullMarked;
