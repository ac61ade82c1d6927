package org.purkinje.biosignal.beat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.biosignal.annotation.BeatClass;
import org.purkinje.biosignal.recording.RecordAnnotation;

/**
 * The beats of one annotator of a record, with the RR intervals around each.
 *
 * <p>Beats of ventricular flutter or fibrillation are left out: those from {@code [} to the next
 * {@code ]}, or to the record's end without one. No RR interval has a mark of flutter within it,
 * that is one of these or a flutter wave {@code !}.
 *
 * @param beats in order of time, one at an instant
 * @param leftOut the other annotations of kind beat, with the reason
 * @param isPaced whether one of the annotator's beats is paced, or the fusion of a paced beat with
 *     a normal one
 * @see <a href="https://archive.physionet.org/physiobank/annotations.shtml">Annotation codes</a>
 */
public record AnnotatedBeats(List<Beat> beats, List<LeftOut> leftOut, boolean isPaced) {

  private static final String FLUTTER_START = "[";
  private static final String FLUTTER_END = "]";
  private static final String FLUTTER_WAVE = "!";
  private static final String PACED = "/";
  private static final String PACED_FUSION = "f";

  /** Codes beside those of beats that {@link #of} asks for. */
  public static final List<String> FLUTTER = List.of(FLUTTER_START, FLUTTER_END, FLUTTER_WAVE);

  /** As files have them: of one instant the first channel's comes first. */
  private static final Comparator<RecordAnnotation> IN_ORDER =
      Comparator.comparingDouble(RecordAnnotation::timeSeconds)
          .thenComparing(of -> of.annotation().channel())
          .thenComparing(of -> of.annotation().number())
          .thenComparing(of -> of.annotation().code().value());

  /** A beat that counts. */
  public record Beat(RecordAnnotation annotation, BeatClass beatClass, RrContext rr) {

    /** Of its R peak, or where the annotator marks it, from the record's first sample, s. */
    public double seconds() {
      return annotation.timeSeconds();
    }
  }

  /**
   * A beat that does not count.
   *
   * @param detail what was found
   */
  public record LeftOut(RecordAnnotation annotation, Reason reason, String detail) {}

  /** Why a beat does not count. */
  public enum Reason {
    /** It lies in ventricular flutter or fibrillation. */
    FLUTTER,
    /** Another one lies at the same instant. */
    DUPLICATE,
    /** Its time is no number. */
    TIME;

    /** The name in tables, e.g. {@code flutter}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Span(double start, double end) {

    boolean holds(double seconds) {
      return start <= seconds && seconds <= end;
    }

    String text() {
      return Double.isInfinite(end)
          ? String.format(Locale.ROOT, "from %.3f s to the record's end", start)
          : String.format(Locale.ROOT, "from %.3f s to %.3f s", start, end);
    }
  }

  /**
   * @param list all annotations of one annotator, or those of kind beat and {@link #FLUTTER}; in
   *     any order
   */
  public static AnnotatedBeats of(List<RecordAnnotation> list) {
    List<LeftOut> leftOut = new ArrayList<>();
    List<RecordAnnotation> sorted = new ArrayList<>();
    for (RecordAnnotation each : list) {
      if (Double.isFinite(each.timeSeconds())) {
        sorted.add(each);
      } else if (isBeat(each)) {
        leftOut.add(new LeftOut(each, Reason.TIME, "time %s s".formatted(each.timeSeconds())));
      }
    }
    sorted.sort(IN_ORDER);
    List<Span> flutter = flutter(sorted);
    List<RecordAnnotation> counted = new ArrayList<>();
    List<Double> rr = new ArrayList<>();
    boolean isBroken = true;
    for (RecordAnnotation each : sorted) {
      isBroken |= FLUTTER.contains(symbol(each));
      if (!isBeat(each)) {
        continue;
      }
      RecordAnnotation last = counted.isEmpty() ? null : counted.get(counted.size() - 1);
      Optional<Span> span = flutter.stream().filter(of -> of.holds(each.timeSeconds())).findFirst();
      if (span.isPresent()) {
        leftOut.add(new LeftOut(each, Reason.FLUTTER, "ventricular flutter " + span.get().text()));
      } else if (last != null && last.timeSeconds() == each.timeSeconds()) {
        leftOut.add(
            new LeftOut(
                each,
                Reason.DUPLICATE,
                "%s at the instant of %s".formatted(symbol(each), symbol(last))));
      } else {
        rr.add(isBroken || last == null ? Double.NaN : each.timeSeconds() - last.timeSeconds());
        counted.add(each);
        isBroken = false;
      }
    }
    return new AnnotatedBeats(
        beats(counted, RrContext.of(rr.stream().mapToDouble(Double::doubleValue).toArray())),
        leftOut,
        list.stream().anyMatch(AnnotatedBeats::isPaced));
  }

  private static List<Beat> beats(List<RecordAnnotation> counted, RrContext[] rr) {
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < rr.length; i++) {
      RecordAnnotation of = counted.get(i);
      beats.add(new Beat(of, BeatClass.of(of.annotation().code()).orElseThrow(), rr[i]));
    }
    return beats;
  }

  private static List<Span> flutter(List<RecordAnnotation> sorted) {
    List<Span> spans = new ArrayList<>();
    double start = Double.NaN;
    for (RecordAnnotation each : sorted) {
      if (symbol(each).equals(FLUTTER_START) && Double.isNaN(start)) {
        start = each.timeSeconds();
      } else if (symbol(each).equals(FLUTTER_END) && !Double.isNaN(start)) {
        spans.add(new Span(start, each.timeSeconds()));
        start = Double.NaN;
      }
    }
    if (!Double.isNaN(start)) {
      spans.add(new Span(start, Double.POSITIVE_INFINITY));
    }
    return spans;
  }

  private static boolean isPaced(RecordAnnotation of) {
    return isBeat(of) && (symbol(of).equals(PACED) || symbol(of).equals(PACED_FUSION));
  }

  private static boolean isBeat(RecordAnnotation of) {
    return of.annotation().code().kind() == AnnotationKind.BEAT;
  }

  private static String symbol(RecordAnnotation of) {
    return of.annotation().code().symbol();
  }
}
