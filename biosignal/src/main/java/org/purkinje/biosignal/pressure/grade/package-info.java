/**
 * How far estimates of blood pressure lie from their reference, and what the standards say of it.
 */
@NullMarked
package org.purkinje.biosignal.pressure.grade;

import org.jspecify.annotations.NullMarked;
