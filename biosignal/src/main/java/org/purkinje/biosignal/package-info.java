/** Signals, their file formats and what is computed from them; no Spark, no native code. */
@NullMarked
package org.purkinje.biosignal;

import org.jspecify.annotations.NullMarked;
