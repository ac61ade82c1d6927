package org.purkinje.biosignal.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * Reads a single-segment record's digital samples, chunk by chunk, in memory that does not grow
 * with the record.
 *
 * <pre>{@code
 * try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
 *   int[][] chunk;
 *   while ((chunk = reader.readFrames(65_536)).length > 0) {
 *     // chunk[channel][sample]
 *   }
 * }
 * }</pre>
 *
 * <p>Skewed channels are moved as header(5) asks. The length is the header's, or that of the files
 * where the header gives none; bytes behind the header's last frame are not read. After the last
 * frame the sum of each channel's stored samples is compared with the header's checksum, or, where
 * the header gives no checksum or no length, its first stored sample with the initial value. A
 * caller who stops before the end gets no such check.
 */
public final class WfdbSignalReader implements Closeable {

  private final List<WfdbSignal> signals;
  private final long frames;
  private final OptionalLong headerFrames;
  private final List<SignalFile> files = new ArrayList<>();
  private final List<StoredSamplesCheck> checks = new ArrayList<>();
  private final Deskew deskew;
  private long storedFramesRead;
  private long framesRead;

  private WfdbSignalReader(WfdbHeader header, long frames) {
    this.signals = header.signals();
    this.frames = frames;
    this.headerFrames = header.frames();
    this.deskew = new Deskew(header.signals());
  }

  /**
   * Opens a record's signal files and compares their lengths with the header's.
   *
   * @throws MalformedFileException if a file is absent, shorter than the header says or of a format
   *     that cannot be read, or if the record has segments
   */
  public static WfdbSignalReader open(RecordFolder folder, WfdbHeader header) throws IOException {
    if (!header.segments().isEmpty()) {
      throw new MalformedFileException(
          folder.describe(header.name() + ".hea"),
          "record line",
          "signals can be read of records with one segment, got %d segments"
              .formatted(header.segments().size()));
    }
    List<SignalGroup> groups = SignalGroup.of(folder, header.signals());
    WfdbSignalReader reader = new WfdbSignalReader(header, RecordLength.of(folder, header, groups));
    try {
      for (SignalGroup group : groups) {
        reader.files.add(SignalFile.open(folder, group, reader.frames));
        for (int i = 0; i < group.signals().size(); i++) {
          reader.checks.add(new StoredSamplesCheck(group, i));
        }
      }
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
    return reader;
  }

  /** Length of the record, frames. */
  public long frames() {
    return frames;
  }

  /**
   * Reads on from where the last call ended.
   *
   * @param maxFrames frames to read if as many are left, at least 1
   * @return samples in adu, shape [channels][frames × samples per frame]; missing ones carry the
   *     format's {@link SampleFormat#missingCode()}; {@code int[0][]} once the record has ended
   * @throws MalformedFileException after the last frame, if the header's initial values or
   *     checksums do not agree with the samples
   */
  public int[][] readFrames(int maxFrames) throws IOException {
    if (maxFrames < 1) {
      throw new IllegalArgumentException("frames to read must be 1 or more, got " + maxFrames);
    }
    int count = (int) Math.min(maxFrames, frames - framesRead);
    if (count == 0 || signals.isEmpty()) {
      verify();
      return new int[0][];
    }
    framesRead += count;
    if (!deskew.isNeeded()) {
      return readStored(count);
    }
    int stored = deskew.framesToRead(count, frames - storedFramesRead);
    return deskew.shift(readStored(stored), stored, count);
  }

  /**
   * Reads all that is left of the record and checks it.
   *
   * @return as {@link #readFrames}, but with one array per channel, possibly empty, in any case
   * @throws MalformedFileException as {@link #readFrames}
   */
  public int[][] readAll() throws IOException {
    long left = frames - framesRead;
    int[][] samples = left == 0 ? new int[signals.size()][0] : readFrames(Math.toIntExact(left));
    verify();
    return samples;
  }

  private int[][] readStored(int count) throws IOException {
    int[][] samples = new int[signals.size()][];
    for (int c = 0; c < samples.length; c++) {
      samples[c] = new int[Math.multiplyExact(count, signals.get(c).samplesPerFrame())];
    }
    for (SignalFile file : files) {
      file.read(samples, 0, count);
    }
    for (int c = 0; c < samples.length; c++) {
      checks.get(c).add(samples[c], 0, samples[c].length);
    }
    storedFramesRead += count;
    return samples;
  }

  private void verify() {
    checks.forEach(check -> check.verify(headerFrames));
  }

  @Override
  public void close() throws IOException {
    for (SignalFile file : files) {
      file.close();
    }
  }
}
