package org.purkinje.biosignal.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.purkinje.biosignal.MalformedFileException;

/**
 * One open signal file. Samples are unpacked block by block, so that a frame may start anywhere
 * within a run of packed bytes.
 */
final class SignalFile implements Closeable {

  /** Samples in a block: its bytes and its samples stay in a core's cache. */
  private static final int BLOCK_SAMPLES = 1 << 14;

  private final SignalGroup group;
  private final int frameSamples;
  private final InputStream in;
  private final byte[] packed;
  private final int[] block;
  private long position;
  private long framesLeft;
  private int blockFrames;
  private int blockFrame;

  /**
   * @param frames frames to read from the file
   */
  SignalFile(RecordFolder folder, SignalGroup group, long frames) throws IOException {
    this.group = group;
    this.frameSamples = group.frameSamples();
    this.framesLeft = frames;
    int pack = group.format().packSamples();
    // A multiple of pack frames keeps the start of every block at a whole byte.
    int capacityFrames = pack * Math.max(1, BLOCK_SAMPLES / (pack * frameSamples));
    this.block = new int[Math.multiplyExact(capacityFrames, frameSamples)];
    this.packed = new byte[Math.toIntExact(group.format().bytes(block.length))];
    this.in = folder.open(group.fileName());
    in.skipNBytes(group.byteOffset());
    this.position = group.byteOffset();
  }

  /**
   * Reads the next frames of all the group's channels.
   *
   * @param samples receives them, shape [channels of the record][samples]
   * @param frame where in {@code samples} the first of them goes, frames
   * @param count frames to read, no more than are left
   */
  void read(int[][] samples, int frame, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (blockFrame == blockFrames) {
        fillBlock();
      }
      int frames = Math.min(count - done, blockFrames - blockFrame);
      spread(samples, frame + done, frames);
      blockFrame += frames;
      done += frames;
    }
  }

  private void fillBlock() throws IOException {
    int frames = (int) Math.min(block.length / frameSamples, framesLeft);
    int count = frames * frameSamples;
    int bytes = (int) group.format().bytes(count);
    int got = in.readNBytes(packed, 0, bytes);
    if (got < bytes) {
      throw new MalformedFileException(
          group.source(),
          "byte " + (position + got),
          "file must hold %d more bytes, got its end".formatted(bytes - got));
    }
    group.format().codec().decode(packed, block, count);
    position += bytes;
    framesLeft -= frames;
    blockFrames = frames;
    blockFrame = 0;
  }

  /** Copies frames of the block into the channels' arrays. */
  private void spread(int[][] samples, int frame, int frames) {
    int inFrame = 0;
    for (int i = 0; i < group.signals().size(); i++) {
      int perFrame = group.signals().get(i).samplesPerFrame();
      int[] channel = samples[group.firstChannel() + i];
      int from = blockFrame * frameSamples + inFrame;
      int to = frame * perFrame;
      if (perFrame == 1) {
        for (int k = 0; k < frames; k++, from += frameSamples) {
          channel[to + k] = block[from];
        }
      } else {
        for (int k = 0; k < frames; k++, from += frameSamples, to += perFrame) {
          System.arraycopy(block, from, channel, to, perFrame);
        }
      }
      inFrame += perFrame;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
