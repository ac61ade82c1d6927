package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the samples of the signals that share one file. */
final class WfdbSignalWriter {

  private static final int BLOCK_SAMPLES = 1 << 14;

  private WfdbSignalWriter() {}

  /**
   * @param out receives the whole file; not closed
   * @param digital samples of the record in adu, shape [channels][frames × samples per frame]
   * @param frames frames to write
   * @throws IllegalArgumentException if the format cannot hold a sample, or the byte offset is
   *     neither 0 nor that of a MATLAB matrix
   */
  static void write(OutputStream out, SignalGroup group, int[][] digital, int frames)
      throws IOException {
    checkRange(group, digital);
    writePreamble(out, group, frames);
    SampleFormat format = group.format();
    int frameSamples = group.frameSamples();
    int pack = format.packSamples();
    int blockFrames = pack * Math.max(1, BLOCK_SAMPLES / (pack * frameSamples));
    int[] block = new int[Math.multiplyExact(blockFrames, frameSamples)];
    byte[] packed = new byte[Math.toIntExact(format.bytes(block.length))];
    for (int frame = 0; frame < frames; frame += blockFrames) {
      int count = Math.min(blockFrames, frames - frame);
      gather(group, digital, frame, count, block);
      format.codec().encode(block, count * frameSamples, packed);
      out.write(packed, 0, (int) format.bytes((long) count * frameSamples));
    }
  }

  private static void gather(
      SignalGroup group, int[][] digital, int frame, int count, int[] block) {
    int at = 0;
    List<WfdbSignal> signals = group.signals();
    for (int k = frame; k < frame + count; k++) {
      for (int i = 0; i < signals.size(); i++) {
        int perFrame = signals.get(i).samplesPerFrame();
        System.arraycopy(digital[group.firstChannel() + i], k * perFrame, block, at, perFrame);
        at += perFrame;
      }
    }
  }

  private static void writePreamble(OutputStream out, SignalGroup group, int frames)
      throws IOException {
    if (group.byteOffset() == 0) {
      return;
    }
    if (group.byteOffset() != MatlabPreamble.BYTES
        || group.format() != SampleFormat.FORMAT_16
        || group.frameSamples() != group.signals().size()) {
      throw new IllegalArgumentException(
          ("byte offset of %s must be 0, or 24 for a MATLAB matrix in format 16 with one sample per"
                  + " frame, got format %d, byte offset %d")
              .formatted(group.fileName(), group.format().code(), group.byteOffset()));
    }
    out.write(MatlabPreamble.of(group.signals().size(), frames));
  }

  private static void checkRange(SignalGroup group, int[][] digital) {
    SampleFormat format = group.format();
    if (!format.isWritable()) {
      throw new IllegalArgumentException(
          "format of %s must be one that can be written, got %d"
              .formatted(group.fileName(), format.code()));
    }
    for (int i = 0; i < group.signals().size(); i++) {
      int[] samples = digital[group.firstChannel() + i];
      for (int k = 0; k < samples.length; k++) {
        if (samples[k] < format.missingCode() || samples[k] > format.largest()) {
          throw new IllegalArgumentException(
              "samples of format %d must be %d to %d adu, got %d in channel %d at sample %d"
                  .formatted(
                      format.code(),
                      format.missingCode(),
                      format.largest(),
                      samples[k],
                      group.firstChannel() + i,
                      k));
        }
      }
    }
  }
}
