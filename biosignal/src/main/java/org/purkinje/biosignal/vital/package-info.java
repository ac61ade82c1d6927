/** Files of Vital Recorder as VitalDB publishes them ({@code .vital}): waves, values and events. */
@NullMarked
package org.purkinje.biosignal.vital;

import org.jspecify.annotations.NullMarked;
