package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir private Path folder;

  @AfterEach
  void giveTheClassPathBack() {
    System.setProperty("java.class.path", CLASS_PATH);
  }

  @Test
  void changesWithOwnClassesAlone() throws IOException {
    Path own = Files.createDirectories(folder.resolve("ingest/target/classes"));
    Path other = Files.createDirectories(folder.resolve("other/target/classes"));
    Files.writeString(own.resolve("A.class"), "1");
    String digest = of(own, other);
    Files.writeString(other.resolve("B.class"), "1");
    assertThat(of(own, other)).isEqualTo(digest);
    Files.writeString(own.resolve("A.class"), "2");
    assertThat(of(own, other)).isNotEqualTo(digest);
  }

  @Test
  void leavesOutAnAbsentFolder() {
    Path absent = folder.resolve("eval-jobs/target/classes");
    assertThat(of(absent)).isEqualTo(of(folder));
  }

  @Test
  void countsAJarOnceThatTheClassPathAndSparkSubmitGive() throws IOException {
    Path jar = Files.writeString(folder.resolve("ingest-0.1.0.jar"), "1");
    String digest = of(jar);
    assertThat(CodeDigest.of(jar.toUri().toString())).isEqualTo(digest);
    System.setProperty("java.class.path", folder.toString());
    assertThat(CodeDigest.of("/opt/other.jar," + jar)).isEqualTo(digest);
  }

  private static String of(Path... entries) {
    String path =
        String.join(File.pathSeparator, Arrays.stream(entries).map(Path::toString).toList());
    System.setProperty("java.class.path", path);
    return CodeDigest.of("");
  }
}
