/**
 * Filters, resampling, standardisation and gap filling of whole signals; equal to SciPy's numbers.
 */
@NullMarked
package org.purkinje.biosignal.filter;

import org.jspecify.annotations.NullMarked;
