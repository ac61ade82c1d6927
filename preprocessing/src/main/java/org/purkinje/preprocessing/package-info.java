/** Jobs from signals to the windows that models see, and to the shards they are trained on. */
@NullMarked
package org.purkinje.preprocessing;

import org.jspecify.annotations.NullMarked;
