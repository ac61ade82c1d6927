package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.util.List;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/**
 * WFDB records, named by their headers.
 *
 * @param annotators extensions of the annotation files that are read where present, e.g. {@code
 *     atr}
 */
public record WfdbFormat(List<String> annotators) implements RecordFormat {

  public WfdbFormat {
    annotators = List.copyOf(annotators);
  }

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    String name = fileName.substring(0, fileName.length() - WfdbHeader.EXTENSION.length());
    WfdbHeader header = WfdbHeaderReader.readFile(folder, fileName);
    return new WfdbRecordFile(folder, header, name, annotators);
  }

  private record WfdbRecordFile(
      RecordFolder folder, WfdbHeader header, String name, List<String> annotators)
      implements RecordFile {

    /** The segments' headers. */
    @Override
    public List<String> parts() {
      return header.segments().stream()
          .map(segment -> segment.recordName() + WfdbHeader.EXTENSION)
          .toList();
    }

    @Override
    public long bytes(long fileBytes) {
      long samples = header.frames().orElse(0) * header.signalCount();
      return fileBytes + samples * Short.BYTES;
    }

    @Override
    public SignalRecord open(String member) throws IOException {
      return WfdbRecord.open(folder, header, name, annotators);
    }
  }
}
