/** One class per table: its columns, row in, row out; and the lake that holds them all. */
@NullMarked
package org.purkinje.jobsupport.table;

import org.jspecify.annotations.NullMarked;
