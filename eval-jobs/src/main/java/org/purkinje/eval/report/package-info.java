/** The report: rows of the results tables as one HTML file that needs nothing else to be read. */
@NullMarked
package org.purkinje.eval.report;

import org.jspecify.annotations.NullMarked;
