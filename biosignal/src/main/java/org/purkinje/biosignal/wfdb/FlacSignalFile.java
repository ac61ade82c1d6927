package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.InputStream;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.flac.FlacReader;
import org.purkinje.biosignal.flac.FlacStreamInfo;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * A signal file in one of the formats 508, 516 and 524: a FLAC stream with a channel per signal.
 */
final class FlacSignalFile implements SignalFile {

  private final SignalGroup group;
  private final int perFrame;
  private final InputStream in;
  private final FlacReader reader;
  private long samplesLeft;
  private int blockSamples;
  private int blockSample;

  private FlacSignalFile(SignalGroup group, InputStream in, FlacReader reader) {
    this.group = group;
    this.perFrame = group.signals().get(0).samplesPerFrame();
    this.in = in;
    this.reader = reader;
    this.samplesLeft = reader.info().samples();
  }

  static FlacSignalFile open(RecordFolder folder, SignalGroup group) throws IOException {
    InputStream in = folder.open(group.fileName());
    try {
      in.skipNBytes(group.byteOffset());
      FlacReader reader = FlacReader.open(group.source(), in);
      check(group, reader.info());
      return new FlacSignalFile(group, in, reader);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Whole frames that the stream says it holds; 0 if it does not say. */
  static long frames(RecordFolder folder, SignalGroup group) throws IOException {
    try (FlacSignalFile file = open(folder, group)) {
      return file.reader.info().samples() / file.perFrame;
    }
  }

  @Override
  public void read(int[][] samples, int frame, int count) throws IOException {
    int done = 0;
    int wanted = count * perFrame;
    while (done < wanted) {
      if (blockSample == blockSamples) {
        fillBlock(wanted - done);
      }
      int n = Math.min(wanted - done, blockSamples - blockSample);
      for (int i = 0; i < group.signals().size(); i++) {
        System.arraycopy(
            reader.samples()[i],
            blockSample,
            samples[group.firstChannel() + i],
            frame * perFrame + done,
            n);
      }
      blockSample += n;
      done += n;
    }
    samplesLeft -= wanted;
    // At its end the reader compares the MD5 of all samples with the stream's.
    if (samplesLeft == 0 && reader.readFrame() > 0) {
      throw new MalformedFileException(
          group.source(),
          "end of stream",
          "stream must end after the %d samples of its head, got more"
              .formatted(reader.info().samples()));
    }
  }

  private void fillBlock(int missing) throws IOException {
    blockSamples = reader.readFrame();
    blockSample = 0;
    if (blockSamples == 0) {
      throw new MalformedFileException(
          group.source(),
          "end of stream",
          "ends %d samples of each signal too early; it was truncated".formatted(missing));
    }
  }

  private static void check(SignalGroup group, FlacStreamInfo info) {
    int bits = group.format().bits();
    if (info.channels() != group.signals().size() || info.bits() != bits) {
      throw new MalformedFileException(
          group.source(),
          "byte 8",
          "stream must have the header's %d signals of %d bits, got %d channels of %d bits"
              .formatted(group.signals().size(), bits, info.channels(), info.bits()));
    }
    long rates = group.signals().stream().mapToInt(WfdbSignal::samplesPerFrame).distinct().count();
    if (rates > 1) {
      throw new MalformedFileException(
          group.source(),
          "signal " + group.firstChannel(),
          "signals of a FLAC file must have one number of samples per frame, got %d different ones"
              .formatted(rates));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
