/** What is measured in windows that are cut already: attractors, heart rate, timing. */
@NullMarked
package org.purkinje.preprocessing.features;

import org.jspecify.annotations.NullMarked;
