/** Signals of records, cut into windows, with a reason for each one dropped. */
@NullMarked
package org.purkinje.preprocessing.windows;

import org.jspecify.annotations.NullMarked;
