/** Whether an evaluation shares a person, a record or a waveform with a pretraining. */
@NullMarked
package org.purkinje.jobsupport.certificate;

import org.jspecify.annotations.NullMarked;
