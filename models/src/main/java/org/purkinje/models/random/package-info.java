/**
 * Random numbers that are the same on every machine, in every language and for every batch split.
 */
@NullMarked
package org.purkinje.models.random;

import org.jspecify.annotations.NullMarked;
