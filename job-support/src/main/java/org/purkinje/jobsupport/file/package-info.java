/** Files that jobs read, on a local disk or in an object store. */
@NullMarked
package org.purkinje.jobsupport.file;

import org.jspecify.annotations.NullMarked;
