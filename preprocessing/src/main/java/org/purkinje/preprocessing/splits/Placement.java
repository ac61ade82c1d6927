package org.purkinje.preprocessing.splits;

import org.jspecify.annotations.Nullable;

/**
 * A record in a fold.
 *
 * @param draw from 0
 * @param fraction of persons up to and with this fold, where folds are nested; else null
 */
record Placement(Population.Member member, int draw, String fold, @Nullable Double fraction) {}
