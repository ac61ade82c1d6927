/**
 * Parts of networks as plain functions of named libtorch tensors, and the vector that holds these.
 */
@NullMarked
package org.purkinje.models.layer;

import org.jspecify.annotations.NullMarked;
