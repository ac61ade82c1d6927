/** FLAC streams, as WFDB's formats 508, 516 and 524 hold them. */
@NullMarked
package org.purkinje.biosignal.flac;

import org.jspecify.annotations.NullMarked;
