/**
 * Neural networks as plain functions of named libtorch tensors, one file per architecture; they
 * know neither optimiser nor cluster.
 */
@NullMarked
package org.purkinje.models.network;

import org.jspecify.annotations.NullMarked;
