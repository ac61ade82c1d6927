/** What trains a model, as the pretraining sees it, whatever it is built of. */
@NullMarked
package org.purkinje.pretrain.trainer;

import org.jspecify.annotations.NullMarked;
