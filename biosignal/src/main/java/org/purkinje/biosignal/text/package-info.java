/** Text as files keep it: bytes whose character set nothing names. */
@NullMarked
package org.purkinje.biosignal.text;

import org.jspecify.annotations.NullMarked;
