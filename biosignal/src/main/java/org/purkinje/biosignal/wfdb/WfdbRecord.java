package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.recording.StartTime;
import org.purkinje.biosignal.recording.StoredName;

/** A WFDB record; {@link #fs()} is its frame rate, its notes are the header's comments. */
final class WfdbRecord implements SignalRecord {

  private final RecordFolder folder;
  private final WfdbHeader header;
  private final String name;
  private final List<String> annotators;
  private final WfdbRecordReader reader;
  private final int longestFrame;
  private final RecordFaults faults = new RecordFaults();
  private long framesRead;

  private WfdbRecord(
      RecordFolder folder,
      WfdbHeader header,
      String name,
      List<String> annotators,
      WfdbRecordReader reader) {
    this.folder = folder;
    this.header = header;
    this.name = name;
    this.annotators = annotators;
    this.reader = reader;
    this.longestFrame =
        reader.signals().stream().mapToInt(WfdbSignal::samplesPerFrame).max().orElse(1);
  }

  static WfdbRecord open(
      RecordFolder folder, WfdbHeader header, String name, List<String> annotators)
      throws IOException {
    return new WfdbRecord(folder, header, name, annotators, WfdbRecordReader.open(folder, header));
  }

  @Override
  public double fs() {
    return header.fs();
  }

  @Override
  public List<Channel> channels() {
    return reader.signals().stream().map(this::channel).toList();
  }

  @Override
  public Optional<String> startedAt() {
    // Midnight of no day is what headers write that know neither.
    boolean isUnknown =
        header.baseDate().filter(BaseTime::isZero).isPresent()
            && header.baseTime().filter(BaseTime::isZero).isPresent();
    return isUnknown
        ? Optional.empty()
        : StartTime.iso(
            header.baseDate().flatMap(BaseTime::date), header.baseTime().flatMap(BaseTime::time));
  }

  @Override
  public List<String> notes() {
    return header.comments();
  }

  @Override
  public List<SignalChunk> read(int maxSamples) throws IOException {
    int[][] samples = reader.readFrames(Math.max(1, maxSamples / longestFrame));
    List<SignalChunk> chunks = new ArrayList<>();
    for (int c = 0; c < samples.length; c++) {
      WfdbSignal signal = reader.chunkSignals().get(c);
      long start = framesRead * signal.samplesPerFrame();
      chunks.add(new SignalChunk(c, channel(signal), start, samples[c]));
    }
    if (samples.length > 0) {
      framesRead += samples[0].length / reader.signals().get(0).samplesPerFrame();
    }
    return chunks;
  }

  @Override
  public long length() {
    return reader.signals().isEmpty() ? header.frames().orElse(0) : reader.frames();
  }

  @Override
  public List<RecordAnnotation> annotations() throws IOException {
    List<RecordAnnotation> all = new ArrayList<>();
    for (String annotator : annotators) {
      String file = StoredName.of(folder, name + "." + annotator);
      all.addAll(
          faults.attempt(
              Part.ANNOTATIONS,
              folder.describe(file),
              List.of(),
              () -> folder.exists(file) ? annotations(annotator, file) : List.of()));
    }
    return all;
  }

  private List<RecordAnnotation> annotations(String annotator, String file) throws IOException {
    WfdbAnnotations found = WfdbAnnotationReader.read(folder, file, faults);
    double fs = found.timeResolution().orElse(header.fs());
    return found.annotations().stream()
        .map(
            annotation ->
                new RecordAnnotation(
                    annotator, annotation.sample() / fs, OptionalDouble.empty(), annotation))
        .toList();
  }

  @Override
  public List<RecordFault> faults() {
    reader.faults().forEach(faults::add);
    header
        .baseDate()
        .filter(date -> BaseTime.date(date).isEmpty() && !BaseTime.isZero(date))
        .ifPresent(date -> unknownStart("base date", date));
    header
        .baseTime()
        .filter(time -> BaseTime.time(time).isEmpty())
        .ifPresent(time -> unknownStart("base time", time));
    return faults.list();
  }

  private void unknownStart(String what, String text) {
    faults.add(
        Part.START,
        folder.describe(name + WfdbHeader.EXTENSION),
        "record line",
        "%s %s does not exist; taken for unknown".formatted(what, text));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private Channel channel(WfdbSignal signal) {
    return Channel.ofIntegers(
        signal.description(),
        header.fs() * signal.samplesPerFrame(),
        signal.scale(),
        signal.missingCode());
  }
}
