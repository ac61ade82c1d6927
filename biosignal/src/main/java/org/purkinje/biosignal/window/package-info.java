/**
 * What a window is, how a signal is prepared for it, and which windows may be learnt from: lengths,
 * rates and bands are data, so that every model has its own windows.
 */
@NullMarked
package org.purkinje.biosignal.window;

import org.jspecify.annotations.NullMarked;
