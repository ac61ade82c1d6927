package org.purkinje.biosignal.hdf5;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/** HDF5 files of one or many records. */
public record Hdf5Format(Hdf5Layout layout) implements RecordFormat {

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    Hdf5Source source =
        Hdf5Source.open(
            folder.describe(fileName), folder.localPath(fileName), folder.size(fileName));
    try {
      List<String> members = layout.hasMembers() ? members(source) : List.of(RecordFile.WHOLE);
      return new Hdf5RecordFile(source, layout, members);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private record Hdf5RecordFile(Hdf5Source source, Hdf5Layout layout, List<String> members)
      implements RecordFile {

    @Override
    public SignalRecord open(String member) {
      return Hdf5Record.open(source, layout, Math.max(0, members.indexOf(member)));
    }

    @Override
    public void close() {
      source.close();
    }
  }

  private List<String> members(Hdf5Source source) {
    Dataset first = source.datasets(layout.sources().get(0).path()).get(0);
    long[] shape = source.shape(first);
    long count = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      boolean isRecord =
          layout.cells()
              || (axis < layout.axes().size() && layout.axes().get(axis) == Hdf5Layout.Axis.RECORD);
      count *= isRecord ? shape[axis] : 1;
    }
    List<String> members = new ArrayList<>();
    if (layout.ids().isEmpty()) {
      for (int i = 0; i < count; i++) {
        members.add(Integer.toString(i));
      }
      return members;
    }
    Object ids = source.all(source.datasets(layout.ids()).get(0));
    int length = ids.getClass().isArray() ? Array.getLength(ids) : 0;
    if (length != count) {
      throw source.malformed(layout.ids(), "%d names for %d records".formatted(length, count));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < length; i++) {
      String name = String.valueOf(Array.get(ids, i));
      if (!names.add(name)) {
        throw source.malformed(layout.ids(), "name %s given to two records".formatted(name));
      }
      members.add(name);
    }
    return members;
  }
}
