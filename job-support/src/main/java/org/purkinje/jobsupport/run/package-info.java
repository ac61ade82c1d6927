/** What surrounds every job: session, fingerprint, run manifest, progress. */
@NullMarked
package org.purkinje.jobsupport.run;

import org.jspecify.annotations.NullMarked;
