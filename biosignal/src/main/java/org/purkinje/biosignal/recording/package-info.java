/**
 * What every file format gives to a reader that does not care which one it is: files, records,
 * channels, chunks of samples, annotations.
 */
@NullMarked
package org.purkinje.biosignal.recording;

import org.jspecify.annotations.NullMarked;
