/** Text in files that do not say how its characters are encoded. */
@NullMarked
package org.purkinje.biosignal.text;

import org.jspecify.annotations.NullMarked;
