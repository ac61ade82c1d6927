package org.purkinje.biosignal.vital;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the samples of all channels, each packet's to the places that follow from its time. */
final class WaveStream implements Closeable {

  /** Most samples to read or fill in at once. */
  private static final int STEP = 1 << 10;

  private final TrackPackets packets;
  private final RecordSurvey survey;
  private final ChannelBuffer[] buffers;
  private final int[] channelByTrack;
  private final int[] scratch = new int[STEP];
  private boolean isComplete;

  /** Of the packet that is being read: its channel, samples to come and place of the first. */
  private int channel;

  private int left;
  private long place;

  WaveStream(VitalSource source, List<Pattern> patterns, RecordSurvey survey) throws IOException {
    this.packets = new TrackPackets(source, patterns);
    this.survey = survey;
    int[] waves = survey.waves();
    buffers = new ChannelBuffer[waves.length];
    channelByTrack = new int[survey.tracks().size()];
    Arrays.fill(channelByTrack, -1);
    for (int c = 0; c < waves.length; c++) {
      VitalTrack track = survey.tracks().get(waves[c]);
      int hold = survey.spans().get(waves[c]).hold(track.fs());
      buffers[c] = new ChannelBuffer(hold, track.channel().missingCode());
      channelByTrack[waves[c]] = c;
    }
  }

  /** Reads on until a channel has as many samples ready, or to the end. */
  void fill(int samples) throws IOException {
    while (!isComplete && buffers[channel].ready(false) < samples) {
      if (left > 0) {
        readOn();
      } else {
        nextPacket();
      }
    }
  }

  ChannelBuffer buffer(int index) {
    return buffers[index];
  }

  int ready(int index) {
    return buffers[index].ready(isComplete);
  }

  private void nextPacket() throws IOException {
    TrackPackets.Stop stop = packets.next();
    isComplete = stop == TrackPackets.Stop.END;
    if (stop != TrackPackets.Stop.DATA || packets.track() >= channelByTrack.length) {
      return;
    }
    int found = channelByTrack[packets.track()];
    if (found >= 0) {
      channel = found;
      left = packets.samples();
      double fs = survey.tracks().get(packets.track()).fs();
      place = (long) Math.rint((packets.time() - survey.start()) * fs);
    }
  }

  private void readOn() throws IOException {
    ChannelBuffer buffer = buffers[channel];
    if (place > buffer.end()) {
      buffer.addMissing((int) Math.min(STEP, place - buffer.end()));
      return;
    }
    if (place < buffer.given()) {
      throw packets
          .in()
          .malformed(
              "a packet from before the samples given so far; the file changed while it was read");
    }
    int count = Math.min(STEP, left);
    decode(survey.tracks().get(packets.track()), count);
    buffer.put(place, scratch, count);
    place += count;
    left -= count;
  }

  private void decode(VitalTrack track, int count) throws IOException {
    NumberFormat format = track.numberFormat();
    ByteBuffer bytes = packets.in().take(count * format.bytes());
    boolean isPacked = packets.header().isPacked();
    for (int i = 0; i < count; i++) {
      scratch[i] =
          format.isReal() ? format.floatBits(bytes) : digital(track, format.whole(bytes), isPacked);
    }
  }

  private int digital(VitalTrack track, long stored, boolean isPacked) {
    if (isPacked && stored == track.numberFormat().missing()) {
      return Integer.MIN_VALUE;
    }
    if (stored > Integer.MAX_VALUE) {
      throw packets
          .in()
          .malformed("sample %d of %s; at most 2147483647 is read".formatted(stored, track.name()));
    }
    return (int) stored;
  }

  @Override
  public void close() throws IOException {
    packets.close();
  }
}
