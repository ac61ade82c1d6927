package org.purkinje.biosignal.edf;

import java.io.IOException;
import java.io.InputStream;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/** EDF, EDF+C, EDF+D, BDF and BDF+, one record a file. */
public record EdfFormat() implements RecordFormat {

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    EdfHeader header;
    try (InputStream in = folder.open(fileName)) {
      header = EdfHeaderReader.read(folder.describe(fileName), in, folder.size(fileName));
    }
    return new RecordFile() {
      @Override
      public SignalRecord open(String member) throws IOException {
        return EdfRecord.open(folder, fileName, header);
      }
    };
  }
}
