package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordListTest {

  @TempDir private Path folder;

  @Test
  void listsWhatRecordsNamesAndCountsTheOtherHeaders() throws IOException {
    file("RECORDS", "b\r\n\n a \nsub/absent\n");
    file("a.hea", "");
    file("b.hea", "");
    file("extra.hea", "");
    file("sub/other.hea", "");
    assertThat(RecordList.of(folder).listed()).containsExactly("a", "b", "sub/absent");
    assertThat(RecordList.of(folder).unlisted()).containsExactly("extra", "sub/other");
  }

  @Test
  void listsEveryHeaderWhereThereIsNoRecordsFile() throws IOException {
    file("b.hea", "");
    file("sub/a.hea", "");
    file("b.dat", "");
    assertThat(RecordList.of(folder).listed()).containsExactly("b", "sub/a");
    assertThat(RecordList.of(folder).unlisted()).isEmpty();
  }

  @Test
  void countsARecordNamedTwiceOnce() throws IOException {
    file("RECORDS", "a\na\n");
    assertThat(RecordList.of(folder).listed()).containsExactly("a");
  }

  @Test
  void refusesAnAbsentFolder() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> RecordList.of(absent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(absent + ": no such corpus folder; give the folder that holds the .hea files");
  }

  @Test
  void refusesAFolderWithoutRecords() {
    assertThatThrownBy(() -> RecordList.of(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            folder + ": no record in this corpus folder; it must hold .hea files or RECORDS");
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
