/** Finds records that hold the same waveform, within a corpus and across corpora. */
@NullMarked
package org.purkinje.ingest.overlap;

import org.jspecify.annotations.NullMarked;
