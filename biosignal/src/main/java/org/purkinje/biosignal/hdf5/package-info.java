/** HDF5 files, and those of MATLAB 7.3, which are HDF5 too. */
@NullMarked
package org.purkinje.biosignal.hdf5;

import org.jspecify.annotations.NullMarked;
