/**
 * M2AE, the multimodal masked autoencoder of paired ECG and PPG: network, masked batches, loss,
 * encoder.
 */
@NullMarked
package org.purkinje.models.m2ae;

import org.jspecify.annotations.NullMarked;
