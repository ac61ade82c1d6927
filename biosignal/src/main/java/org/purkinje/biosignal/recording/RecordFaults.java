package org.purkinje.biosignal.recording;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault.Part;

/** The faults met while a record is read, each once, in the order in which they were met. */
public final class RecordFaults {

  /** Reads a part of a record. */
  public interface Attempt<T> {
    T read() throws IOException;
  }

  private final Set<RecordFault> faults = new LinkedHashSet<>();

  public void add(RecordFault fault) {
    faults.add(fault);
  }

  public void add(Part part, String source, String place, String problem) {
    add(new RecordFault(part, source, place, problem));
  }

  /**
   * Reads a part that the record can do without.
   *
   * @param source the part's file, as errors call it
   * @param instead what stands for the part if it cannot be read
   */
  public <T> T attempt(Part part, String source, T instead, Attempt<T> attempt) throws IOException {
    try {
      return attempt.read();
    } catch (MalformedFileException e) {
      add(RecordFault.of(part, e));
    } catch (IOException e) {
      add(part, source, "file", ReadProblem.of(e));
    }
    return instead;
  }

  public List<RecordFault> list() {
    return List.copyOf(faults);
  }
}
