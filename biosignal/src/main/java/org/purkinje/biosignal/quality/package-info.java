/** Which windows of a recording may be used, and the first rule that forbids the others. */
@NullMarked
package org.purkinje.biosignal.quality;

import org.jspecify.annotations.NullMarked;
