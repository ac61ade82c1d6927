package org.purkinje.biosignal.hdf5;

import io.jhdf.api.Dataset;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.recording.Channel;

/**
 * The samples of one or several channels in one dataset.
 *
 * @param written where there are samples
 * @param record which of the dataset's records, where it has an axis for them
 * @param isReal whether the numbers are real ones
 */
record Hdf5Signal(
    Hdf5Source source,
    Dataset dataset,
    WrittenParts written,
    List<Hdf5Layout.Axis> axes,
    int record,
    boolean isReal,
    List<Channel> channels) {

  /** Stored number that stands for a missing sample. */
  int missing() {
    return channels.get(0).missingCode();
  }

  /** Samples of each channel. */
  long length() {
    return source.shape(dataset)[axes.indexOf(Hdf5Layout.Axis.SAMPLE)];
  }

  /**
   * Stored numbers of some consecutive samples, shape [channels][count]; the missing code where the
   * file never wrote any.
   */
  int[][] read(long from, int count) {
    int[][] samples = new int[channels.size()][count];
    if (written.isNothing()) {
      for (int c = 0; c < samples.length; c++) {
        Arrays.fill(samples[c], channels.get(c).missingCode());
      }
      return samples;
    }
    // The axis further in varies faster; without one of channels there is one channel.
    boolean channelsInside =
        axes.indexOf(Hdf5Layout.Axis.CHANNEL) > axes.indexOf(Hdf5Layout.Axis.SAMPLE);
    int sampleStride = channelsInside ? channels.size() : 1;
    int channelStride = channelsInside ? 1 : count;
    int[] all = new int[Math.multiplyExact(count, channels.size())];
    int found = fill(source.slice(dataset, place(0, from), lengths(count)), all, 0);
    if (found != all.length) {
      throw source.malformed(
          dataset.getPath(),
          "%d numbers from sample %d on where %d are stated; the file is damaged"
              .formatted(found, from, all.length));
    }
    for (int c = 0; c < samples.length; c++) {
      for (int i = 0; i < count; i++) {
        samples[c][i] = all[c * channelStride + i * sampleStride];
      }
      if (!written.isWhole()) {
        clearUnwritten(c, from, samples[c]);
      }
    }
    return samples;
  }

  private void clearUnwritten(int channel, long from, int[] samples) {
    int axis = axes.indexOf(Hdf5Layout.Axis.SAMPLE);
    int i = 0;
    while (i < samples.length) {
      int end = (int) Math.min(samples.length, i + written.toChunkEnd(axis, from + i));
      if (!written.holds(place(channel, from + i))) {
        Arrays.fill(samples, i, end, channels.get(channel).missingCode());
      }
      i = end;
    }
  }

  private long[] place(int channel, long sample) {
    return axes.stream()
        .mapToLong(
            axis ->
                switch (axis) {
                  case RECORD -> record;
                  case SAMPLE -> sample;
                  case CHANNEL -> channel;
                })
        .toArray();
  }

  private int[] lengths(int count) {
    return axes.stream()
        .mapToInt(
            axis ->
                switch (axis) {
                  case RECORD -> 1;
                  case SAMPLE -> count;
                  case CHANNEL -> channels.size();
                })
        .toArray();
  }

  private int fill(Object data, int[] all, int at) {
    if (data instanceof float[] numbers) {
      for (int i = 0; i < numbers.length && at + i < all.length; i++) {
        all[at + i] = Channel.floatBits(numbers[i]);
      }
      return at + numbers.length;
    }
    if (data instanceof double[] numbers) {
      for (int i = 0; i < numbers.length && at + i < all.length; i++) {
        all[at + i] = Channel.floatBits(numbers[i]);
      }
      return at + numbers.length;
    }
    if (data.getClass().isArray()) {
      int next = at;
      for (int i = 0; i < Array.getLength(data) && next <= all.length; i++) {
        next = fill(Array.get(data, i), all, next);
      }
      return next;
    }
    if (at < all.length && data instanceof Number number) {
      all[at] = isReal ? Channel.floatBits(number.doubleValue()) : whole(number.longValue());
    }
    return at + 1;
  }

  private int whole(long number) {
    if (number != (int) number) {
      throw source.malformed(
          dataset.getPath(),
          "sample %d, beyond 32 bits with a sign; save as double".formatted(number));
    }
    return (int) number;
  }
}
