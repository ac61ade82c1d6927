/** What {@code configs/label-maps} says of codes, and how that meets the codes of a corpus. */
@NullMarked
package org.purkinje.ingest.labelmap;

import org.jspecify.annotations.NullMarked;
