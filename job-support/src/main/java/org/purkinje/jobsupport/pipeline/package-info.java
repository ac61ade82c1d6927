/** Pipelines as data: steps in order, each a job with its config. */
@NullMarked
package org.purkinje.jobsupport.pipeline;

import org.jspecify.annotations.NullMarked;
