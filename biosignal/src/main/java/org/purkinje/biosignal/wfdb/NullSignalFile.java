package org.purkinje.biosignal.wfdb;

import java.util.Arrays;

/**
 * What stands for the file of signals in format 0, which have none.
 *
 * @param group the signals
 */
record NullSignalFile(SignalGroup group) implements SignalFile {

  @Override
  public void read(int[][] samples, int frame, int count) {
    for (int i = 0; i < group.signals().size(); i++) {
      int perFrame = group.signals().get(i).samplesPerFrame();
      Arrays.fill(
          samples[group.firstChannel() + i],
          frame * perFrame,
          (frame + count) * perFrame,
          group.format().missingCode());
    }
  }

  @Override
  public void close() {}
}
