package org.purkinje.biosignal.vital;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The devices and tracks that a file has defined so far. A track defined again with other
 * properties, or under another number, is another track; with the same ones it goes on.
 */
final class TrackTable {

  /** Index of a track that is not to be read. */
  static final int UNREAD = -1;

  /** Index of a track that was not defined. */
  static final int UNDEFINED = -2;

  private static final int MOST = 10_000;

  private final List<Pattern> patterns;
  private final List<VitalTrack> tracks = new ArrayList<>();
  private final Map<Long, String> deviceById = new HashMap<>();
  private final Map<Integer, Integer> indexById = new HashMap<>();
  private final Map<VitalTrack, Integer> indexByTrack = new HashMap<>();

  /**
   * @param patterns which tracks to read; none for all
   */
  TrackTable(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  List<VitalTrack> tracks() {
    return tracks;
  }

  /** Place of a track in {@link #tracks()}, {@link #UNREAD} or {@link #UNDEFINED}. */
  int index(int id) {
    return indexById.getOrDefault(id, UNDEFINED);
  }

  void defineDevice(PacketReader in) throws IOException {
    long id = in.unsignedInt();
    String type = in.text(PacketReader.MAX_NAME);
    String name = in.left() > 0 ? in.text(PacketReader.MAX_NAME) : "";
    deviceById.put(id, name.isEmpty() ? type : name);
    checkCount(in, "devices", deviceById.size());
  }

  /** Reads a track's fields; those behind its name may be missing, from some field on. */
  void defineTrack(PacketReader in) throws IOException {
    int id = in.unsignedShort();
    int kind = in.unsignedByte();
    int format = in.unsignedByte();
    String name = in.text(PacketReader.MAX_NAME);
    String unit = in.left() > 0 ? in.text(PacketReader.MAX_NAME) : "";
    in.skip(Math.min(in.left(), 3 * Integer.BYTES)); // lowest and highest to show, colour
    float fs = in.left() > 0 ? in.real32() : 0;
    double gain = in.left() > 0 ? in.real64() : 0;
    double offset = in.left() > 0 ? in.real64() : 0;
    in.skip(Math.min(in.left(), 1)); // what it measures
    long device = in.left() > 0 ? in.unsignedInt() : 0;
    boolean hasDevice = device != 0 && deviceById.containsKey(device);
    String fullName = hasDevice ? deviceById.get(device) + "/" + name : name;
    add(id, new VitalTrack(fullName, kind, format, unit, fs, gain, offset));
    checkCount(in, "tracks", tracks.size());
  }

  private void add(int id, VitalTrack track) {
    boolean isRead =
        patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matcher(track.name()).matches());
    if (!isRead) {
      indexById.put(id, UNREAD);
      return;
    }
    Integer known = indexByTrack.putIfAbsent(track, tracks.size());
    if (known == null) {
      tracks.add(track);
    }
    indexById.put(id, known == null ? tracks.size() - 1 : known);
  }

  private static void checkCount(PacketReader in, String what, int count) {
    if (count > MOST) {
      throw in.malformed("more than %d %s; the file is damaged".formatted(MOST, what));
    }
  }
}
