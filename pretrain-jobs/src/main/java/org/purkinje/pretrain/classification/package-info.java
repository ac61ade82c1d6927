/** What a pretrained model is worth for classes of records, by how many persons are labelled. */
@NullMarked
package org.purkinje.pretrain.classification;

import org.jspecify.annotations.NullMarked;
