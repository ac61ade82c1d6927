/**
 * Fetches published corpora over HTTP and from object stores: resumed, verified, a file at a time.
 */
@NullMarked
package org.purkinje.ingest.download;

import org.jspecify.annotations.NullMarked;
