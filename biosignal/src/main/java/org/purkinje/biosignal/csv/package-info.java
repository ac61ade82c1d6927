/** Numbers as text, plain or gzipped: comma-separated values and their relatives. */
@NullMarked
package org.purkinje.biosignal.csv;

import org.jspecify.annotations.NullMarked;
