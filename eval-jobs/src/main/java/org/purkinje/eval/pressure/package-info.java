/** Leave-one-subject-out blood pressure with one calibration per subject: folds, models, grades. */
@NullMarked
package org.purkinje.eval.pressure;

import org.jspecify.annotations.NullMarked;
