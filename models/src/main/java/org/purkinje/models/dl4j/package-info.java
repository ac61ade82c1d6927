/**
 * The one DL4J layer that carries any libtorch objective, with the optimiser, schedule and loss
 * reports around it; what DL4J's trainers see of a model.
 */
@NullMarked
package org.purkinje.models.dl4j;

import org.jspecify.annotations.NullMarked;
