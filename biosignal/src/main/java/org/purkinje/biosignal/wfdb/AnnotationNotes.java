package org.purkinje.biosignal.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.biosignal.annotation.StandardCodes;

/**
 * The comments at sample 0 that speak of the file itself: its time resolution, and between two
 * marks the codes it defines, one {@code number symbol description} each.
 */
final class AnnotationNotes {

  private static final int COMMENT = 22;
  private static final String RESOLUTION = "## time resolution: ";
  private static final String DEFINITIONS = "## annotation type definitions";
  private static final String END_OF_DEFINITIONS = "## end of definitions";
  private static final Pattern RESOLUTION_NOTE =
      Pattern.compile(RESOLUTION + "(%s)\\s*".formatted(HeaderLine.NUMBER));
  private static final Pattern DEFINITION =
      Pattern.compile("(\\d{1,2})\\s+(\\S+)(?:\\s+(.*?))?\\s*");

  private OptionalDouble timeResolution = OptionalDouble.empty();
  private final List<AnnotationCode> definitions = new ArrayList<>();
  private boolean defining;

  /** Notes that say what {@link WfdbAnnotations} says besides its annotations. */
  static List<Annotation> of(WfdbAnnotations file) {
    List<Annotation> notes = new ArrayList<>();
    file.timeResolution().ifPresent(fs -> notes.add(note(RESOLUTION + HeaderNumber.text(fs))));
    if (!file.definitions().isEmpty()) {
      notes.add(note(DEFINITIONS));
      for (AnnotationCode code : file.definitions()) {
        notes.add(note(code.value() + " " + code.symbol() + " " + code.description()));
      }
      notes.add(note(END_OF_DEFINITIONS));
    }
    return notes;
  }

  /**
   * Takes in an annotation if it speaks of the file.
   *
   * @return whether it does
   */
  boolean take(Annotation annotation) {
    if (annotation.sample() != 0 || annotation.code().value() != COMMENT) {
      return false;
    }
    String text = annotation.text().stripTrailing();
    Matcher resolution = RESOLUTION_NOTE.matcher(text);
    if (resolution.matches()) {
      timeResolution = OptionalDouble.of(Double.parseDouble(resolution.group(1)));
      return true;
    }
    if (text.equals(DEFINITIONS) || text.equals(END_OF_DEFINITIONS)) {
      defining = text.equals(DEFINITIONS);
      return true;
    }
    Optional<AnnotationCode> definition = defining ? definition(text) : Optional.empty();
    definition.ifPresent(definitions::add);
    return definition.isPresent();
  }

  /** The code that the file gives to a number: its own definition, else the standard one. */
  AnnotationCode code(int value) {
    for (AnnotationCode definition : definitions) {
      if (definition.value() == value) {
        return definition;
      }
    }
    return StandardCodes.of(value);
  }

  OptionalDouble timeResolution() {
    return timeResolution;
  }

  List<AnnotationCode> definitions() {
    return definitions;
  }

  private static Optional<AnnotationCode> definition(String text) {
    Matcher matcher = DEFINITION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int value = Integer.parseInt(matcher.group(1));
    if (value < 1 || value > AnnotationCode.LARGEST) {
      return Optional.empty();
    }
    String description = matcher.group(3) == null ? "" : matcher.group(3);
    return Optional.of(
        new AnnotationCode(value, matcher.group(2), AnnotationKind.NOTE, description));
  }

  private static Annotation note(String text) {
    return Annotation.of(0, StandardCodes.of(COMMENT), text);
  }
}
