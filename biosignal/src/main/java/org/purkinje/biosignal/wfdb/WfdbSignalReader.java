package org.purkinje.biosignal.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFaults;
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
 * the header gives no checksum or no length, its first stored sample with the initial value. A sum
 * that is not 0 beside a checksum of 0 is not verified: published headers write 0 for not known. A
 * caller who stops before the end gets no such check.
 */
public final class WfdbSignalReader implements Closeable {

  private final List<WfdbSignal> signals;
  private final OptionalLong headerFrames;
  private final String source;
  private long frames;
  private final List<SignalFile> files = new ArrayList<>();
  private final Map<Integer, StoredSamplesCheck> checks = new TreeMap<>();
  private final Deskew deskew;
  private final RecordFaults faults = new RecordFaults();
  private final UnusableSignals unusable = new UnusableSignals(faults);
  private long storedFramesRead;
  private long framesRead;

  private WfdbSignalReader(RecordFolder folder, WfdbHeader header) {
    this.signals = header.signals();
    this.headerFrames = header.frames();
    this.source = folder.describe(header.name() + WfdbHeader.EXTENSION);
    this.deskew = new Deskew(header.signals(), checks::containsKey);
  }

  /**
   * Opens a record's signal files and compares their lengths with the header's. Signals of a file
   * that is absent, unreadable or too short are left out while others are sound: {@link #isUsable}.
   *
   * @throws MalformedFileException if no signal is left, or the record has segments
   */
  public static WfdbSignalReader open(RecordFolder folder, WfdbHeader header) throws IOException {
    if (!header.segments().isEmpty()) {
      throw new MalformedFileException(
          folder.describe(header.name() + WfdbHeader.EXTENSION),
          "record line",
          "signals can be read of records with one segment, got %d segments"
              .formatted(header.segments().size()));
    }
    WfdbSignalReader reader = new WfdbSignalReader(folder, header);
    try {
      reader.openFiles(folder, header);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
    return reader;
  }

  private void openFiles(RecordFolder folder, WfdbHeader header) throws IOException {
    header.faults().forEach(faults::add);
    List<SignalGroup> groups = SignalGroup.of(folder, signals, unusable);
    frames = RecordLength.of(folder, header, groups, unusable, faults);
    for (SignalGroup group : groups) {
      try {
        files.add(SignalFile.open(folder, group, frames));
      } catch (MalformedFileException e) {
        unusable.add(group.firstChannel(), group.signals(), e);
      } catch (IOException e) {
        unusable.addUnreadable(group.firstChannel(), group.signals(), group.source(), e);
      }
      for (int i = 0; i < group.signals().size(); i++) {
        if (!unusable.has(group.firstChannel() + i)) {
          checks.put(group.firstChannel() + i, new StoredSamplesCheck(group, i));
        }
      }
    }
    for (int c = 0; c < signals.size(); c++) {
      if (signals.get(c).calibration() == Calibration.UNREADABLE) {
        unusable.addWithoutScale(c, signals.get(c), source);
      }
    }
    unusable.requireOneLeft(signals.size());
  }

  /** Length of the record, frames. */
  public long frames() {
    return frames;
  }

  /**
   * Whether a signal's samples can be had; of one that cannot, {@link #readFrames} gives none.
   *
   * @param signal index in the header
   */
  public boolean isUsable(int signal) {
    return !unusable.has(signal);
  }

  /** What is left out or, once the record has ended, not verified. */
  public List<RecordFault> faults() {
    return faults.list();
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
      // One without scale lies in frames with others, and is read past.
      boolean isStored = checks.containsKey(c);
      int perFrame = isStored ? signals.get(c).samplesPerFrame() : 0;
      samples[c] = new int[Math.multiplyExact(count, perFrame)];
    }
    for (SignalFile file : files) {
      file.read(samples, 0, count);
    }
    checks.forEach((c, check) -> check.add(samples[c], 0, samples[c].length));
    storedFramesRead += count;
    return samples;
  }

  private void verify() {
    checks.values().forEach(check -> check.verify(headerFrames));
    StoredSamplesCheck.report(source, checks.values(), headerFrames, faults);
  }

  @Override
  public void close() throws IOException {
    for (SignalFile file : files) {
      file.close();
    }
  }
}
