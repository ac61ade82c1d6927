package org.purkinje.jobsupport.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a local disk; {@code StoredFolderS3Test} has the same in an object store. */
class StoredFolderTest {

  @TempDir private Path root;
  private StoredFolder folder;

  @BeforeEach
  void open() {
    folder = StoredFolder.of(root.toString(), new Configuration(false));
  }

  @Test
  void keepsTheOldFileWhenWritingFails() throws IOException {
    folder.write("report/demo/index.html", file -> Files.writeString(file, "old"));
    assertThatThrownBy(
            () ->
                folder.write(
                    "report/demo/index.html",
                    file -> {
                      Files.writeString(file, "ne");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(folder.<String>read("report/demo/index.html", Files::readString)).isEqualTo("old");
    assertThat(folder.names("report/demo")).containsExactly("index.html");
  }

  @Test
  void replacesAFolderWholeOrLeavesTheOldOne() throws IOException {
    Set<String> names = Set.of("a", "b");
    folder.writeWhole("model", "b", names, files -> write(files, "a", "b"));
    assertThatThrownBy(
            () ->
                folder.writeWhole(
                    "model",
                    "b",
                    names,
                    files -> {
                      write(files, "a");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(folder.names("model")).containsExactly("a", "b");
    folder.writeWhole("model", "b", names, files -> write(files, "b"));
    assertThat(folder.names("model")).containsExactly("b");
    assertThat(folder.names("")).as("nothing is left beside it").containsExactly("model");
  }

  @Test
  void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
    folder.write("model/thesis.tex", file -> Files.writeString(file, "years"));
    assertThatThrownBy(
            () -> folder.writeWhole("model", "b", Set.of("b"), files -> write(files, "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            root.resolve("model")
                + ": holds thesis.tex besides what would be replaced; give a new folder");
    assertThat(folder.hasFile("model/thesis.tex")).isTrue();
  }

  private static void write(Path files, String... names) throws IOException {
    for (String name : names) {
      Files.writeString(files.resolve(name), name);
    }
  }

  @Test
  void tellsFilesFromFoldersAndFromNothing() throws IOException {
    folder.writeAll("corpora", files -> Files.writeString(files.resolve("RECORDS"), "a"));
    assertThat(folder.hasFolder("corpora")).isTrue();
    assertThat(folder.hasFile("corpora")).isFalse();
    assertThat(folder.hasFile("corpora/RECORDS")).isTrue();
    assertThat(folder.names("absent")).isEmpty();
    folder.delete("corpora/RECORDS");
    folder.delete("corpora/RECORDS");
    assertThat(folder.hasFile("corpora/RECORDS")).isFalse();
  }

  @Test
  void knowsThePlaceOfAnAddress() {
    StoredFolder bucket = folder.another("s3a://bucket/lake//");
    assertThat(bucket).hasToString("s3a://bucket/lake");
    assertThat(bucket.resolve("a/b")).isEqualTo("s3a://bucket/lake/a/b");
    assertThat(bucket.relativize("s3a://bucket/lake/a/b")).isEqualTo("a/b");
    assertThat(bucket.relativize("s3a://bucket/lakes/a")).isEqualTo("s3a://bucket/lakes/a");
    assertThat(folder.another("file://" + root).relativize(root + "/a")).isEqualTo("a");
  }
}
