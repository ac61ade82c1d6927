/** Everything that touches DL4J on Spark, so that another trainer can stand in for it. */
@NullMarked
package org.purkinje.pretrain.dl4jspark;

import org.jspecify.annotations.NullMarked;
