/** What {@code configs/corpora} says of a corpus, and how its records are found and inspected. */
@NullMarked
package org.purkinje.ingest.corpus;

import org.jspecify.annotations.NullMarked;
