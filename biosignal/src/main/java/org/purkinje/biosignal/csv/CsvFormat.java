package org.purkinje.biosignal.csv;

import java.io.IOException;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/** Text files of one record each, plain or gzipped. */
public record CsvFormat(CsvLayout layout) implements RecordFormat {

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    return new RecordFile() {
      @Override
      public SignalRecord open(String member) throws IOException {
        CsvCompanions companions = new CsvCompanions(folder, fileName, layout);
        return layout.arrangement() == CsvLayout.Arrangement.LINE_IS_SAMPLE
            ? SampleLines.open(folder, fileName, layout, companions)
            : ChannelLines.open(folder, fileName, layout, companions);
      }
    };
  }
}
