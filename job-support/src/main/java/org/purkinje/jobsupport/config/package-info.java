/** From a YAML text to a job's config record: every key known, every key given. */
@NullMarked
package org.purkinje.jobsupport.config;

import org.jspecify.annotations.NullMarked;
