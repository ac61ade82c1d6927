/** Models as folders that other programs read and write: files, model card, licences. */
@NullMarked
package org.purkinje.pretrain.exchange;

import org.jspecify.annotations.NullMarked;
