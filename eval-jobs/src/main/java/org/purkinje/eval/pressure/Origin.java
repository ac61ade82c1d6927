package org.purkinje.eval.pressure;

import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.table.ChannelTiming;

/**
 * What the rows of one cohort say of their origin.
 *
 * @param model pretraining behind the features
 * @param snapshot digest of the windows that took part
 * @param certificate what they share with the pretraining
 * @param timing what is known of the timing between channels
 */
record Origin(String model, String snapshot, Certificate certificate, ChannelTiming timing) {}
