package org.purkinje.biosignal.recording;

import java.util.OptionalDouble;
import org.purkinje.biosignal.annotation.Annotation;

/**
 * An annotation of a record.
 *
 * @param annotator who or what made it, e.g. {@code atr}; the extension of WFDB's files, {@code
 *     edf} for those inside an EDF+ file
 * @param timeSeconds from the record's first sample on, s
 * @param durationSeconds for how long it holds, s, where the file says so
 */
public record RecordAnnotation(
    String annotator, double timeSeconds, OptionalDouble durationSeconds, Annotation annotation) {}
