/** What is done to a warehouse as a whole, whatever its tables hold. */
@NullMarked
package org.purkinje.jobsupport.maintenance;

import org.jspecify.annotations.NullMarked;
