/** Finding beats: R peaks in ECG, pulses in PPG, and scoring detections against a reference. */
@NullMarked
package org.purkinje.biosignal.beat;

import org.jspecify.annotations.NullMarked;
