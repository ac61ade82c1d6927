/** Files on a local disk. */
@NullMarked
package org.purkinje.biosignal.file;

import org.jspecify.annotations.NullMarked;
