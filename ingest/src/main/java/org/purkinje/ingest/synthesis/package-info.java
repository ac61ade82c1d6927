/** Writes synthetic recordings as the files that real corpora consist of. */
@NullMarked
package org.purkinje.ingest.synthesis;

import org.jspecify.annotations.NullMarked;
