package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.InputStream;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * One open signal file. It is read in blocks that start at whole bytes, so that a frame may start
 * anywhere within a run of packed bytes.
 */
final class PackedSignalFile implements SignalFile {

  /**
   * Samples in a block: its bytes stay in a core's cache while channel after channel is unpacked.
   */
  private static final int BLOCK_SAMPLES = 1 << 14;

  private final SignalGroup group;
  private final int frameSamples;
  private final InputStream in;
  private final byte[] packed;
  private final int capacityFrames;
  private final int[] lastSamples;
  private long position;
  private long framesLeft;
  private int blockFrames;
  private int blockFrame;

  /**
   * @param frames frames to read from the file
   */
  PackedSignalFile(RecordFolder folder, SignalGroup group, long frames) throws IOException {
    this.group = group;
    this.frameSamples = group.frameSamples();
    this.framesLeft = frames;
    int pack = group.format().packSamples();
    // A multiple of pack frames keeps the start of every block at a whole byte.
    this.capacityFrames = pack * Math.max(1, BLOCK_SAMPLES / (pack * frameSamples));
    this.packed = new byte[(int) group.format().bytes((long) capacityFrames * frameSamples)];
    this.lastSamples =
        group.signals().stream().mapToInt(signal -> signal.initialValue().orElse(0)).toArray();
    this.in = folder.open(group.fileName());
    in.skipNBytes(group.byteOffset());
    this.position = group.byteOffset();
  }

  @Override
  public void read(int[][] samples, int frame, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (blockFrame == blockFrames) {
        fillBlock();
      }
      int frames = Math.min(count - done, blockFrames - blockFrame);
      unpack(samples, frame + done, frames);
      blockFrame += frames;
      done += frames;
    }
  }

  private void fillBlock() throws IOException {
    int frames = (int) Math.min(capacityFrames, framesLeft);
    int bytes = (int) group.format().bytes((long) frames * frameSamples);
    int got = in.readNBytes(packed, 0, bytes);
    if (got < bytes) {
      throw new MalformedFileException(
          group.source(),
          "byte " + (position + got),
          "ends %d bytes too early; it was truncated while it was read".formatted(bytes - got));
    }
    position += bytes;
    framesLeft -= frames;
    blockFrames = frames;
    blockFrame = 0;
  }

  /** Unpacks frames of the block into the channels' arrays. */
  private void unpack(int[][] samples, int frame, int frames) {
    SampleCodec codec = group.format().codec();
    int stored = blockFrame * frameSamples;
    for (int i = 0; i < group.signals().size(); i++) {
      int perFrame = group.signals().get(i).samplesPerFrame();
      int[] channel = samples[group.firstChannel() + i];
      for (int j = 0; j < perFrame; j++, stored++) {
        codec.decode(packed, stored, frameSamples, frames, channel, frame * perFrame + j, perFrame);
      }
      if (group.format().isDifference()) {
        addUp(i, channel, frame * perFrame, (frame + frames) * perFrame);
      }
    }
  }

  private void addUp(int signal, int[] channel, int from, int to) {
    int sample = lastSamples[signal];
    for (int i = from; i < to; i++) {
      sample += channel[i];
      channel[i] = sample;
    }
    lastSamples[signal] = sample;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
