package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.recording.RecordFolder;

/** All headers of the corpora, as hundreds of programs wrote them. */
class WfdbHeadersIT {

  @Test
  void readsEveryHeaderButOneWithAFolderInItsName() throws IOException {
    Path corpora = RealFiles.corpora();
    TreeMap<String, String> broken = new TreeMap<>();
    int read = 0;
    List<Path> headers;
    try (Stream<Path> files = Files.walk(corpora)) {
      headers = files.filter(file -> file.toString().endsWith(".hea")).sorted().toList();
    }
    for (Path file : headers) {
      String name = file.getFileName().toString().replaceFirst("\\.hea$", "");
      RecordFolder folder = new LocalRecordFolder(file.resolveSibling(""));
      try {
        WfdbHeader header = WfdbHeaderReader.read(folder, name);
        assertThat(WfdbHeaderReader.parse("rewritten", WfdbHeaderWriter.text(header)))
            .isEqualTo(header);
        read++;
      } catch (MalformedFileException e) {
        broken.put(corpora.relativize(file).toString(), e.getMessage());
      }
    }
    assertThat(broken)
        .containsExactly(
            Map.entry(
                "wfdb-c-samples/checkpkg/expected/udb/100z.hea",
                "udb/100z.hea: line 1, field 1: record name holds a /, after which only a number"
                    + " of segments may follow, got udb/100z; write 100z"));
    assertThat(read).isEqualTo(751);
  }
}
