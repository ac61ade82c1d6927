/** Reads records from end to end, and says what they hold or why they are refused. */
@NullMarked
package org.purkinje.ingest.inspection;

import org.jspecify.annotations.NullMarked;
