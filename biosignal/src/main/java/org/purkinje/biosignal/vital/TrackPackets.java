package org.purkinje.biosignal.vital;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Goes through a file's packets: reads definitions, stops at those with samples or values. */
final class TrackPackets implements Closeable {

  /** What the packets have come to. */
  enum Stop {
    /** Samples of a wave or a value of another track. */
    DATA,
    /** The recorder took all events back that came before. */
    EVENTS_TAKEN_BACK,
    END
  }

  /** Farthest time from that of the file's first packet, s; any farther is a damaged one. */
  static final double MAX_SECONDS = 30 * 86_400.0;

  /** Last second of the year 9999, Unix time. */
  private static final double LATEST = 253_402_300_799.0;

  private static final int TRACK = 0;
  private static final int DATA = 1;
  private static final int COMMAND = 6;
  private static final int DEVICE = 9;
  private static final int TAKE_EVENTS_BACK = 6;
  private static final int INFO_BYTES = 10;

  private final PacketReader in;
  private final VitalHeader header;
  private final TrackTable table;
  private final Map<Integer, Long> skippedByType = new TreeMap<>();
  private final Set<VitalTrack> leftOut = new LinkedHashSet<>();
  private long undefined;
  private double anchor = Double.NaN;
  private int track;
  private double time;

  TrackPackets(VitalSource source, List<Pattern> patterns) throws IOException {
    in = source.open();
    table = new TrackTable(patterns);
    try {
      header = VitalHeader.read(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  VitalHeader header() {
    return header;
  }

  /** Those defined so far. */
  List<VitalTrack> tracks() {
    return table.tracks();
  }

  PacketReader in() {
    return in;
  }

  /** How many packets of a type that is not read were skipped. */
  Map<Integer, Long> skippedByType() {
    return skippedByType;
  }

  /** How many packets were skipped because nothing had defined their track. */
  long undefined() {
    return undefined;
  }

  /** Tracks of which packets were skipped because of {@link VitalTrack#fault()}. */
  List<VitalTrack> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Index of the track that the packet belongs to. */
  int track() {
    return track;
  }

  /** Time of the packet's value or first sample, Unix time, s. */
  double time() {
    return time;
  }

  /** Time of the packet, s from that of the file's first one on. */
  double elapsed() {
    return time - anchor;
  }

  Stop next() throws IOException {
    while (in.next()) {
      switch (in.type()) {
        case DEVICE -> table.defineDevice(in);
        case TRACK -> table.defineTrack(in);
        case DATA -> {
          if (readInfo()) {
            return Stop.DATA;
          }
        }
        case COMMAND -> {
          if (in.unsignedByte() == TAKE_EVENTS_BACK) {
            return Stop.EVENTS_TAKEN_BACK;
          }
        }
        default -> skippedByType.merge(in.type(), 1L, Long::sum);
      }
    }
    return Stop.END;
  }

  /** Reads what every packet of a track begins with; whether the track is to be read. */
  private boolean readInfo() throws IOException {
    int infoBytes = in.unsignedShort();
    if (infoBytes < INFO_BYTES) {
      throw in.malformed("head of a track's packet must have 10 bytes or more, got " + infoBytes);
    }
    time = in.real64();
    track = table.index(in.unsignedShort());
    if (track == TrackTable.UNDEFINED) {
      undefined++;
    }
    if (track < 0) {
      return false;
    }
    if (tracks().get(track).fault().isPresent()) {
      leftOut.add(tracks().get(track));
      return false;
    }
    in.skip(infoBytes - INFO_BYTES);
    checkTime();
    return true;
  }

  private void checkTime() {
    if (!(Math.abs(time) <= LATEST)) {
      throw in.malformed("time %s s, which no date before the year 10000 has".formatted(time));
    }
    if (Double.isNaN(anchor)) {
      anchor = time;
    }
    if (Math.abs(elapsed()) > MAX_SECONDS) {
      throw in.malformed(
          "time %s s, more than 30 days from the first packet's, %s s; it is damaged"
              .formatted(time, anchor));
    }
  }

  /** Reads how many samples the packet of a wave holds. */
  int samples() throws IOException {
    VitalTrack of = tracks().get(track);
    long samples = in.unsignedInt();
    long most = in.left() / of.numberFormat().bytes();
    if (samples > most) {
      throw in.malformed(
          "packet of %s states %d samples but has bytes for %d; the file is damaged"
              .formatted(of.name(), samples, most));
    }
    if (samples > Integer.MAX_VALUE || elapsed() + samples / of.fs() > MAX_SECONDS) {
      throw in.malformed(
          "packet of %s with %d samples at %s Hz, which end more than 30 days behind the first packet"
              .formatted(of.name(), samples, of.fs()));
    }
    return (int) samples;
  }

  /** Reads the value of a numeric or text track. */
  String value() throws IOException {
    VitalTrack of = tracks().get(track);
    if (of.kind() == VitalTrack.TEXT) {
      in.unsignedInt(); // without meaning
      return in.text(PacketReader.MAX_TEXT);
    }
    return of.numberFormat().text(in.take(of.numberFormat().bytes()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
