/**
 * WFDB records: headers, signal files and annotation files, read and written as PhysioNet's format
 * pages header(5), signal(5) and annot(5) lay them out.
 */
@NullMarked
package org.purkinje.biosignal.wfdb;

import org.jspecify.annotations.NullMarked;
