/** Which persons are held out. */
@NullMarked
package org.purkinje.preprocessing.splits;

import org.jspecify.annotations.NullMarked;
