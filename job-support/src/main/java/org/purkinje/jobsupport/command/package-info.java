/** The command line: {@code purkinje demo | pipeline | plan | sql | jobs | help | JOB}. */
@NullMarked
package org.purkinje.jobsupport.command;

import org.jspecify.annotations.NullMarked;
