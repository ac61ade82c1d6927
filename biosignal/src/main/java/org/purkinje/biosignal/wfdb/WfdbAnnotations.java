package org.purkinje.biosignal.wfdb;

import java.util.List;
import java.util.OptionalDouble;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;

/**
 * What an annotation file holds.
 *
 * @param timeResolution samples per second in which the file counts, Hz, if it says so; else that
 *     is the record's frame rate
 * @param definitions codes the file defines itself, in place of the standard ones
 * @param annotations in the file's order
 */
public record WfdbAnnotations(
    OptionalDouble timeResolution, List<AnnotationCode> definitions, List<Annotation> annotations) {

  public WfdbAnnotations {
    definitions = List.copyOf(definitions);
    annotations = List.copyOf(annotations);
  }

  /** Annotations in the record's frame rate and with the standard codes. */
  public static WfdbAnnotations of(List<Annotation> annotations) {
    return new WfdbAnnotations(OptionalDouble.empty(), List.of(), annotations);
  }
}
