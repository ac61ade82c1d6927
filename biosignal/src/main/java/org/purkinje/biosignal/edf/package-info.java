/** European Data Format and its relatives: EDF, EDF+C, EDF+D, BDF and BDF+, with annotations. */
@NullMarked
package org.purkinje.biosignal.edf;

import org.jspecify.annotations.NullMarked;
