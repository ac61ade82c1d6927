/** MATLAB's files of versions 4 and 5 (which 6 and 7 write too); 7.3 is HDF5. */
@NullMarked
package org.purkinje.biosignal.mat;

import org.jspecify.annotations.NullMarked;
