/** What a corpus holds, counted from its records and channels. */
@NullMarked
package org.purkinje.ingest.summary;

import org.jspecify.annotations.NullMarked;
