/** Value types of sampled signals: scale, windows, kinds. */
@NullMarked
package org.purkinje.biosignal.signal;

import org.jspecify.annotations.NullMarked;
