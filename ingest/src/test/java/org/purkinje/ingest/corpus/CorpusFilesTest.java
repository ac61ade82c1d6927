package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.recording.RecordFolder;
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
  void readsListsEditedOnWindowsOrMadeByFind() throws IOException {
    file("a.hea", "");
    file("sub/b.hea", "");
    for (String list :
        List.of(
            "\uFEFFa\r\nsub/b\r\n",
            "./a\n./sub/b\n",
            "a.hea\nsub/b.HEA\n",
            "a\nsub\\b\n",
            "# two records\n\na\n.//sub//b\n")) {
      file("RECORDS", list);
      assertTakesBoth(list);
    }
    for (String mark : List.of("\uFEFF", "")) {
      Files.write(
          folder.resolve("RECORDS"), (mark + "a\r\nsub/b\r\n").getBytes(StandardCharsets.UTF_16LE));
      assertTakesBoth("UTF-16" + mark);
    }
  }

  private void assertTakesBoth(String list) {
    assertThat(files().taken())
        .as(list)
        .extracting(CorpusFiles.FoundFile::path)
        .containsExactly("a.hea", "sub/b.hea");
    assertThat(files().absent()).as(list).isEmpty();
    assertThat(files().left()).as(list).isEmpty();
    assertThat(files().repeated()).as(list).isEmpty();
  }

  @Test
  void findsRecordsWhoseAccentsOrEndingsAreWrittenInAnotherForm() throws IOException {
    file("RECORDS", "Gr\u00F6sse\nb\n");
    file("Gro\u0308sse.hea", "");
    file("b.HEA", "");
    assertThat(files().taken())
        .extracting(CorpusFiles.FoundFile::name, CorpusFiles.FoundFile::path)
        .containsExactly(tuple("Gr\u00F6sse", "Gro\u0308sse.hea"), tuple("b", "b.HEA"));
  }

  @Test
  void passesOverHiddenFiles() throws IOException {
    file("a.hea", "");
    file("._a.hea", "");
    file("__MACOSX/._a.hea", "");
    file(".ipynb_checkpoints/a-checkpoint.hea", "");
    assertThat(files().taken()).extracting(CorpusFiles.FoundFile::path).containsExactly("a.hea");
    assertThat(files().hidden()).isEqualTo(3);
  }

  /** The user of the tests may be root, whom no permission stops. */
  @Test
  void tellsWhatCannotBeReadAndTakesTheRest() {
    FileTree tree =
        new ListedTree(
            List.of(
                new FileTree.Entry("good.hea", 1, 0, ""),
                new FileTree.Entry("good.dat", 1, 0, "permission denied"),
                new FileTree.Entry("locked.hea", 1, 0, "permission denied"),
                new FileTree.Entry("sub/", 0, 0, "permission denied")));
    CorpusFiles files = CorpusFiles.of(MITDB, tree);
    assertThat(files.taken()).extracting(CorpusFiles.FoundFile::path).containsExactly("good.hea");
    assertThat(files.unreadable().keySet())
        .extracting(CorpusFiles.FoundFile::name)
        .containsExactlyInAnyOrder("locked", "sub/");
  }

  @Test
  void takesEveryHeaderAndSaysSoWhereTheListCannotBeRead() {
    FileTree tree =
        new ListedTree(
            List.of(
                new FileTree.Entry("RECORDS", 1, 0, "permission denied"),
                new FileTree.Entry("good.hea", 1, 0, "")));
    CorpusFiles files = CorpusFiles.of(MITDB, tree);
    assertThat(files.taken()).hasSize(1);
    assertThat(files.unreadable().values()).containsExactly("permission denied");
  }

  /** A folder of which only the listing is known. */
  private record ListedTree(List<FileTree.Entry> list) implements FileTree {

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public String uri(String path) {
      return "listed:/" + path;
    }

    @Override
    public RecordFolder folderOf(String path) {
      throw new IllegalArgumentException(path + " cannot be opened");
    }
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
