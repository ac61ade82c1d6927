package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * What becomes of the 57 real headers that wfdb-python 4.3.1 cannot read: it stops at headers that
 * give the date first, at layouts, at records of variable layout whose scales differ, and at null
 * signals; of the others, files are absent.
 */
class WfdbRefusalsIT {

  private static final String READ = "\\d+ frames of \\d+ signals";
  private static final String REFUSED =
      "[^:]+: (signal 0: (absent, though the header names it; download it again|signal file must"
          + " lie in the header's folder, got .*)|segment \\w+: header \\w+\\.hea absent; download"
          + " it again|line 1, field 1: record name holds a /, .*, got udb/100z; write 100z)";

  @Test
  void readsWhatIsThereAndTellsWhatIsNot() throws IOException {
    Map<String, String> read = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    for (Map<String, String> row : RealFiles.csv(RealFiles.goldens().resolve("failures.csv"))) {
      if (row.get("what").equals("record")) {
        String record = row.get("file").replaceFirst("\\.hea$", "");
        String outcome = outcome(record);
        (outcome.matches(READ) ? read : refused).put(record, outcome);
      }
    }
    assertThat(refused.values()).hasSize(26).allMatch(text -> text.matches(REFUSED));
    assertThat(read).hasSize(31);
    assertThat(read.keySet().stream().filter(r -> r.startsWith("cinc202"))).hasSize(16);
    assertThat(read)
        .containsEntry("cinc2020/E00001", "5000 frames of 12 signals")
        .containsEntry("physionet-misc/nsr2db/nsr001", "0 frames of 0 signals")
        .containsEntry("wfdb-c-samples/data/multi", "45000 frames of 2 signals")
        .containsEntry("wfdb-c-samples/data/null", "1800 frames of 2 signals")
        .containsEntry("mimic3-wdb/3000221/3000221_layout", "0 frames of 2 signals")
        .containsEntry(
            "wfdb-samples/sample-data/multi-segment/s00001/s00001-2896-10-09-01-56",
            "7500 frames of 4 signals")
        .containsEntry(
            "wfdb-samples/sample-data/multi-segment/s25047/s25047-2704-05-04-10-44",
            "543240 frames of 3 signals");
  }

  /**
   * The one annotation file among the failures: the others are signal files that look like one.
   * Oracle: a walk over its 16-bit words by the format page.
   */
  @Test
  void readsTheAnnotationsThatWfdbPythonCannot() throws IOException {
    List<Annotation> annotations =
        WfdbAnnotationReader.read(
                RealFiles.folderOf("wfdb-samples/sample-data/12726"), "12726.wabp")
            .annotations();
    assertThat(annotations).hasSize(3669);
    assertThat(annotations.get(0).aux()).isEqualTo("42 CAL Calibration");
    assertThat(annotations.get(3668).sample()).isEqualTo(811_415);
  }

  private static String outcome(String record) throws IOException {
    RecordFolder folder = RealFiles.folderOf(record);
    try {
      WfdbHeader header = WfdbHeaderReader.read(folder, RealFiles.nameOf(record));
      try (WfdbRecordReader reader = WfdbRecordReader.open(folder, header)) {
        while (reader.readFrames(1 << 16).length > 0) {}
        return "%d frames of %d signals".formatted(reader.frames(), reader.signals().size());
      }
    } catch (MalformedFileException e) {
      return e.getMessage();
    }
  }
}
