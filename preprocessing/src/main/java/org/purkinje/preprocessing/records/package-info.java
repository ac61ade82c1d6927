/**
 * Stored records as tasks read them: which channels and chunks there are and where, whose they are,
 * block by block, and what goes into tables for those that cannot be used.
 */
@NullMarked
package org.purkinje.preprocessing.records;

import org.jspecify.annotations.NullMarked;
