package org.purkinje.biosignal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeTheOldFile() throws IOException {
    file = Files.writeString(folder.resolve("a.txt"), "old");
  }

  @Test
  void replacesTheFileWhenAllIsWritten() throws IOException {
    WholeFile.write(
        file,
        partial -> {
          Files.writeString(partial, "new");
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void leavesTheOldFileAndNoPartOfTheNewWhereWritingFails() {
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    partial -> {
                      Files.writeString(partial, "ne");
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void writesOverWhatAKilledProcessHasLeft() throws IOException {
    Files.writeString(folder.resolve("a.txt.partial"), "longer than the new");

    WholeFile.write(file, partial -> Files.writeString(partial, "new"));

    assertThat(file).hasContent("new");
  }
}
