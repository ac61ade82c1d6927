/**
 * ECG-NAT, hierarchical neighbourhood attention over twelve leads: network, masked pretraining,
 * fine-tuning heads, encoder.
 */
@NullMarked
package org.purkinje.models.ecgnat;

import org.jspecify.annotations.NullMarked;
