package org.purkinje.biosignal.wfdb;

/** Writes headers as text, leaving out what equals header(5)'s defaults. */
public final class WfdbHeaderWriter {

  private WfdbHeaderWriter() {}

  /** The header's lines, each ended by LF. */
  public static String text(WfdbHeader header) {
    StringBuilder text = new StringBuilder(recordLine(header)).append('\n');
    header.signals().forEach(signal -> text.append(signalLine(signal)).append('\n'));
    header
        .segments()
        .forEach(s -> text.append(s.recordName()).append(' ').append(s.frames()).append('\n'));
    header.comments().forEach(comment -> text.append('#').append(comment).append('\n'));
    return text.toString();
  }

  private static String recordLine(WfdbHeader header) {
    StringBuilder line = new StringBuilder(header.name());
    if (!header.segments().isEmpty()) {
      line.append('/').append(header.segments().size());
    }
    line.append(' ')
        .append(header.signalCount())
        .append(' ')
        .append(HeaderNumber.text(header.fs()));
    if (header.counterFrequency() != header.fs() || header.baseCounter() != 0) {
      line.append('/').append(HeaderNumber.text(header.counterFrequency()));
    }
    if (header.baseCounter() != 0) {
      line.append('(').append(HeaderNumber.text(header.baseCounter())).append(')');
    }
    if (header.frames().isPresent() || header.baseTime().isPresent()) {
      line.append(' ').append(header.frames().orElse(0));
    }
    header.baseTime().ifPresent(time -> line.append(' ').append(time));
    header.baseDate().ifPresent(date -> line.append(' ').append(date));
    return line.toString();
  }

  private static String signalLine(WfdbSignal signal) {
    StringBuilder line = new StringBuilder(signal.fileName()).append(' ').append(signal.format());
    if (signal.samplesPerFrame() > 1) {
      line.append('x').append(signal.samplesPerFrame());
    }
    if (signal.skew() > 0) {
      line.append(':').append(signal.skew());
    }
    if (signal.byteOffset() > 0) {
      line.append('+').append(signal.byteOffset());
    }
    boolean stated = signal.calibration() == Calibration.STATED;
    line.append(' ').append(stated ? HeaderNumber.text(signal.scale().gain()) : "0");
    if (signal.scale().baseline() != signal.adcZero()) {
      line.append('(').append(HeaderNumber.text(signal.scale().baseline())).append(')');
    }
    line.append('/').append(signal.scale().unit());
    line.append(' ').append(signal.adcResolution()).append(' ').append(signal.adcZero());
    if (signal.initialValue().isPresent()) {
      line.append(' ').append(signal.initialValue().getAsInt());
      if (signal.checksum().isPresent()) {
        line.append(' ').append(signal.checksum().getAsInt());
        line.append(' ').append(signal.blockSize()).append(' ').append(signal.description());
      }
    }
    return line.toString();
  }
}
