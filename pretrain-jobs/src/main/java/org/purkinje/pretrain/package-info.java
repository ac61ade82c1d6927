/** Jobs that pretrain encoders and that embed windows with them. */
@NullMarked
package org.purkinje.pretrain;

import org.jspecify.annotations.NullMarked;
