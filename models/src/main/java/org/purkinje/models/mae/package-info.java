/** MAE, the masked autoencoder of one signal: network and objective. */
@NullMarked
package org.purkinje.models.mae;

import org.jspecify.annotations.NullMarked;
