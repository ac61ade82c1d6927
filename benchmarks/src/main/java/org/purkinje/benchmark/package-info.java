/** Programs that are timed beside the peers. */
@NullMarked
package org.purkinje.benchmark;

import org.jspecify.annotations.NullMarked;
