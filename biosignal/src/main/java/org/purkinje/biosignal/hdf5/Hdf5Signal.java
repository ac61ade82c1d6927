package org.purkinje.biosignal.hdf5;

import io.jhdf.api.Dataset;
import java.lang.reflect.Array;
import java.util.List;
import org.purkinje.biosignal.recording.Channel;

/**
 * The samples of one or several channels in one dataset.
 *
 * @param record which of the dataset's records, where it has an axis for them
 * @param isReal whether the numbers are real ones
 */
record Hdf5Signal(
    Hdf5Source source,
    Dataset dataset,
    List<Hdf5Layout.Axis> axes,
    int record,
    boolean isReal,
    List<Channel> channels) {

  /** Samples of each channel. */
  long length() {
    return source.shape(dataset)[axes.indexOf(Hdf5Layout.Axis.SAMPLE)];
  }

  /** Stored numbers of some consecutive samples, shape [channels][count]. */
  int[][] read(long from, int count) {
    long[] offset = new long[axes.size()];
    int[] lengths = new int[axes.size()];
    for (int axis = 0; axis < lengths.length; axis++) {
      switch (axes.get(axis)) {
        case RECORD -> {
          offset[axis] = record;
          lengths[axis] = 1;
        }
        case SAMPLE -> {
          offset[axis] = from;
          lengths[axis] = count;
        }
        case CHANNEL -> lengths[axis] = channels.size();
      }
    }
    // The axis further in varies faster; without one of channels there is one channel.
    boolean channelsInside =
        axes.indexOf(Hdf5Layout.Axis.CHANNEL) > axes.indexOf(Hdf5Layout.Axis.SAMPLE);
    int sampleStride = channelsInside ? channels.size() : 1;
    int channelStride = channelsInside ? 1 : count;
    int[] all = new int[Math.multiplyExact(count, channels.size())];
    int found = fill(source.slice(dataset, offset, lengths), all, 0);
    if (found != all.length) {
      throw source.malformed(
          dataset.getPath(),
          "must give %d numbers from sample %d on, got %d".formatted(all.length, from, found));
    }
    int[][] samples = new int[channels.size()][count];
    for (int c = 0; c < samples.length; c++) {
      for (int i = 0; i < count; i++) {
        samples[c][i] = all[c * channelStride + i * sampleStride];
      }
    }
    return samples;
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
          dataset.getPath(), "samples must fit 32 bits with a sign, got " + number);
    }
    return (int) number;
  }
}
