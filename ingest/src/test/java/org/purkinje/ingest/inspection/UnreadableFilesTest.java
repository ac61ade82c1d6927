package org.purkinje.ingest.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.purkinje.ingest.inspection.InspectedFolder.WFDB;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.jobsupport.file.FileTree;

/**
 * Whatever goes wrong with one record must cost that record alone. The user of the tests may be
 * root, so that files fail by a file system of their own.
 */
class UnreadableFilesTest {

  @TempDir private Path folder;

  /** What becomes of a file when it is opened. */
  private interface Failure {
    void at(String fileName) throws IOException;
  }

  @Test
  void refusesAHeaderOrSignalFileThatMayNotBeRead() throws IOException {
    for (String locked : List.of("r.hea", "r.dat")) {
      Refusal refusal =
          refusalOf(
              locked,
              file -> {
                throw new AccessDeniedException("/data/tiny/" + file);
              });
      assertThat(refusal.detail()).startsWith("permission denied; let the user who runs this");
      assertThat(refusal.source()).isEqualTo("tiny/" + locked);
      assertThat(refusal.reason()).isEqualTo("unreadable");
    }
  }

  @Test
  void refusesAFileThatVanishedAndOneThatTheDiskDoesNotGive() throws IOException {
    assertThat(
            refusalOf(
                    "r.hea",
                    file -> {
                      throw new FileNotFoundException(file);
                    })
                .detail())
        .isEqualTo("no such file, or it was removed while the folder was read");
    assertThat(
            refusalOf(
                    "r.hea",
                    file -> {
                      throw new IOException("Input/output error");
                    })
                .detail())
        .isEqualTo("cannot be read: IOException, Input/output error");
  }

  @Test
  void refusesARecordAtWhichAReaderFails() throws IOException {
    Refusal wrong =
        refusalOf(
            "r.dat",
            file -> {
              throw new NumberFormatException("For input string: \"x\"");
            });
    assertThat(wrong.reason()).isEqualTo("reader failed");
    assertThat(wrong.detail())
        .isEqualTo(
            "cannot be read: NumberFormatException, For input string: \"x\"; this is a fault of the"
                + " reader, please report it");
    Refusal deep =
        refusalOf(
            "r.hea",
            file -> {
              throw new StackOverflowError();
            });
    assertThat(deep.detail()).contains("StackOverflowError");
  }

  @Test
  void endsWhereItWasToldToStop() {
    assertThatThrownBy(
            () ->
                refusalOf(
                    "r.hea",
                    file -> {
                      throw new InterruptedIOException("stop");
                    }))
        .isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void refusesLinksThatLeadOutOfTheFolder() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path root = Files.createDirectory(folder.resolve("root"));
    write(outside, "r");
    write(outside, "s");
    write(root, "good");
    Files.createSymbolicLink(root.resolve("r.hea"), outside.resolve("r.hea"));
    Files.copy(outside.resolve("s.hea"), root.resolve("s.hea"));
    Files.createSymbolicLink(root.resolve("s.dat"), outside.resolve("s.dat"));
    InspectedFolder found = InspectedFolder.read(root, WFDB);
    assertThat(found.sound()).containsOnlyKeys("good");
    assertThat(found.refusals().get("r").detail())
        .isEqualTo(
            "the link leads out of the source folder, to %s; copy it in, or name that folder"
                .formatted(outside.toRealPath().resolve("r.hea")));
    assertThat(found.refusals().get("s").detail()).contains("out of the source folder");
  }

  private Refusal refusalOf(String file, Failure failure) throws IOException {
    write(folder, "good");
    write(folder, "r");
    FileTree tree = FileTree.of(folder.toString(), new Configuration(false));
    InspectedFolder found = InspectedFolder.read(new FailingTree(tree, file, failure), WFDB);
    assertThat(found.sound()).containsOnlyKeys("good");
    return found.refusals().get("r");
  }

  private static void write(Path folder, String record) throws IOException {
    Files.writeString(
        folder.resolve(record + ".hea"),
        "%1$s 1 250 2\n%1$s.dat 16 200 16 0 1 3 0 I\n".formatted(record));
    Files.write(folder.resolve(record + ".dat"), new byte[] {1, 0, 2, 0});
  }

  /** A tree in which one file fails. */
  private record FailingTree(FileTree tree, String file, Failure failure) implements FileTree {

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public List<Entry> list() {
      return tree.list();
    }

    @Override
    public String uri(String path) {
      return tree.uri(path);
    }

    @Override
    public RecordFolder folderOf(String path) {
      return new FailingFolder(tree.folderOf(path), file, failure);
    }
  }

  private record FailingFolder(RecordFolder folder, String file, Failure failure)
      implements RecordFolder {

    @Override
    public InputStream open(String fileName) throws IOException {
      if (fileName.equals(file)) {
        failure.at(fileName);
      }
      return folder.open(fileName);
    }

    @Override
    public String describe(String fileName) {
      return folder.describe(fileName);
    }

    @Override
    public long size(String fileName) throws IOException {
      return folder.size(fileName);
    }

    @Override
    public boolean exists(String fileName) throws IOException {
      return folder.exists(fileName);
    }

    @Override
    public Path localPath(String fileName) throws IOException {
      return folder.localPath(fileName);
    }
  }
}
