package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.file.FileTree;

class CorpusFilesTest {

  private static final CorpusDescription MITDB = CorpusDescriptionTest.read("mitdb");

  @TempDir private Path folder;

  @Test
  void takesWhatRecordsNamesAndLeavesTheOtherHeaders() throws IOException {
    file("RECORDS", "b\r\n\n a \nsub/absent\n");
    file("a.hea", "");
    file("b.hea", "");
    file("extra.hea", "");
    file("sub/other.hea", "");
    CorpusFiles files = files();
    assertThat(files.taken())
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("b.hea", "a.hea");
    assertThat(files.absent())
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("sub/absent.hea");
    assertThat(files.left())
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("extra.hea", "sub/other.hea");
  }

  @Test
  void takesEveryHeaderWhereThereIsNoRecordsFile() throws IOException {
    file("b.hea", "");
    file("sub/a.hea", "");
    file("b.dat", "");
    assertThat(files().taken())
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("b.hea", "sub/a.hea");
    assertThat(files().left()).isEmpty();
  }

  @Test
  void followsAnEntryThatIsAFolderToItsOwnList() throws IOException {
    file("RECORDS", "p00/p0001/\np01/p0002/\n");
    file("p00/p0001/RECORDS", "r1\n");
    file("p00/p0001/r1.hea", "");
    file("p00/p0001/r1n.hea", "");
    file("p01/p0002/r2.hea", "");
    CorpusFiles files = files();
    assertThat(files.taken())
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("p00/p0001/r1.hea", "p01/p0002/r2.hea");
    assertThat(files.left())
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("p00/p0001/r1n.hea");
  }

  @Test
  void saysWhichRecordIsNamedTwice() throws IOException {
    file("RECORDS", "a\na\n");
    file("a.hea", "");
    assertThat(files().taken()).hasSize(1);
    assertThat(files().repeated()).extracting(CorpusFiles.FoundFile::path).containsExactly("a.hea");
  }

  @Test
  void refusesAnAbsentFolder() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> CorpusFiles.of(MITDB, tree(absent)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(absent + ": no such folder");
  }

  @Test
  void refusesAFolderWithoutRecords() {
    assertThatThrownBy(this::files)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            ": no record of mitdb in this folder; it must hold files whose paths fit (.+)\\.hea");
  }

  private CorpusFiles files() {
    return CorpusFiles.of(MITDB, tree(folder));
  }

  private static FileTree tree(Path folder) {
    return FileTree.of(folder.toString(), new Configuration(false));
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
