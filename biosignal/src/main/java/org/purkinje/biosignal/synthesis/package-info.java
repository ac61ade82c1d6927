/**
 * Recordings made from a dynamical ECG model coupled to PPG and ABP, with the truth that made them:
 * beats, pulse arrival times, pressures, rhythms and faults. No file format is known here.
 */
@NullMarked
package org.purkinje.biosignal.synthesis;

import org.jspecify.annotations.NullMarked;
