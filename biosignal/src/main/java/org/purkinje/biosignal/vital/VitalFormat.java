package org.purkinje.biosignal.vital;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/**
 * Files of Vital Recorder, one record each: waves are its channels, values and events its
 * annotations.
 *
 * @param tracks regular expressions; a track is read if one of them matches its whole name, e.g.
 *     {@code SNUADC/.*}; none for all tracks
 * @see <a href="https://vitaldb.net/docs/?documentId=VitalRecorder%2FVital_File_Format.md">Vital
 *     File Format</a>
 */
public record VitalFormat(List<String> tracks) implements RecordFormat {

  public VitalFormat {
    tracks.forEach(Pattern::compile);
  }

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    return open(new VitalSource(folder, fileName, true));
  }

  RecordFile open(VitalSource source) throws IOException {
    List<Pattern> patterns = tracks.stream().map(Pattern::compile).toList();
    RecordSurvey survey = RecordSurvey.of(source, patterns);
    return new RecordFile() {
      @Override
      public SignalRecord open(String member) {
        return new VitalRecord(source, patterns, survey);
      }
    };
  }
}
