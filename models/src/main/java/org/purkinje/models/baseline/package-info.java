/** What can be answered for hidden patches without a network, in plain Java. */
@NullMarked
package org.purkinje.models.baseline;

import org.jspecify.annotations.NullMarked;
