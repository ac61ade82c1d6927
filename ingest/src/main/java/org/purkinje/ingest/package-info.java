/** Jobs that bring corpora into tables, and the job that synthesises corpora. */
@NullMarked
package org.purkinje.ingest;

import org.jspecify.annotations.NullMarked;
