/** What a pretrained model explains of subjects that it never saw. */
@NullMarked
package org.purkinje.pretrain.heldout;

import org.jspecify.annotations.NullMarked;
