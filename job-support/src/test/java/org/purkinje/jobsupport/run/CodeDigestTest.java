package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes stand for themselves by the names in their files, which is all that counts. */
class CodeDigestTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String JOB = pathOf(WriteNumbersJob.class);

  @TempDir private Path folder;
  private final Map<String, byte[]> files = new TreeMap<>();

  @BeforeEach
  void writeFiles() {
    put(JOB, "calls org/purkinje/a/Direct;");
    put("org/purkinje/a/Direct.class", "calls org.purkinje.b.Service");
    put("org/purkinje/b/Service.class", "1");
    put("META-INF/services/org.purkinje.b.Service", "org.purkinje.c.Provider\n");
    put("org/purkinje/c/Provider.class", "1");
    put("org/purkinje/c/table.csv", "1");
    put("org/purkinje/d/Other.class", "1");
    put("org/purkinje/d/page.css", "1");
  }

  @AfterEach
  void giveTheClassPathBack() {
    System.setProperty("java.class.path", CLASS_PATH);
  }

  @Test
  void changesWithEveryFileThatTheJobReaches() {
    for (String file : files.keySet()) {
      assertThat(digestWith(file, "2"))
          .as(file)
          .matches(digest -> digest.equals(digest()) == file.startsWith("org/purkinje/d/"));
    }
  }

  @Test
  void leavesOutWhatTheCommandLineAndTheListOfJobsReach() {
    put("org/purkinje/a/Direct.class", "org/purkinje/jobsupport/command/Purkinje org/purkinje/x/Y");
    put("org/purkinje/jobsupport/command/Purkinje.class", "org/purkinje/d/Other");
    put(pathOf(Job.class), "1");
    put("META-INF/services/org.purkinje.jobsupport.run.Job", "org.purkinje.d.Other");
    put(JOB, "org/purkinje/a/Direct org/purkinje/jobsupport/run/Job");

    assertThat(digestWith("org/purkinje/d/Other.class", "2")).isEqualTo(digest());
    assertThat(digestWith("org/purkinje/jobsupport/command/Purkinje.class", "2"))
        .isEqualTo(digest());
  }

  @Test
  void findsTheNamesInRealClassFiles() {
    CodeDigest code = CodeDigest.ofClassPath("");
    Map<String, byte[]> without = new TreeMap<>(code.files());
    assertThat(without).containsKey("org/purkinje/jobsupport/table/RowBuilder.class");
    without.put("org/purkinje/jobsupport/table/RowBuilder.class", new byte[0]);
    without.put("org/purkinje/jobsupport/table/OverlapsTable.class", new byte[0]);
    // Writes rows by RowBuilder; knows no overlaps.
    String digest = code.of(WriteNumbersJob.class);
    assertThat(new CodeDigest(without).of(WriteNumbersJob.class)).isNotEqualTo(digest);
    without.put(
        "org/purkinje/jobsupport/table/RowBuilder.class",
        code.files().get("org/purkinje/jobsupport/table/RowBuilder.class"));
    assertThat(new CodeDigest(without).of(WriteNumbersJob.class)).isEqualTo(digest);
  }

  @Test
  void readsOwnModulesAlone() throws IOException {
    Path own = Files.createDirectories(folder.resolve("ingest/target/classes/org"));
    Path other = Files.createDirectories(folder.resolve("other/target/classes"));
    Files.writeString(own.resolve("A.class"), "1");
    Files.writeString(other.resolve("B.class"), "1");

    assertThat(read(own.getParent(), other, folder.resolve("eval-jobs/target/classes")))
        .containsOnlyKeys("org/A.class");
  }

  @Test
  void readsAJarThatTheClassPathOrSparkSubmitGives() throws IOException {
    Path jar = folder.resolve("ingest-0.1.0.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("org/A.class"));
      out.write('1');
    }

    assertThat(read(jar)).containsOnlyKeys("org/A.class");
    System.setProperty("java.class.path", folder.toString());
    assertThat(CodeDigest.ofClassPath("/opt/other.jar," + jar.toUri()).files())
        .containsOnlyKeys("org/A.class");
  }

  private static Map<String, byte[]> read(Path... entries) {
    StringBuilder path = new StringBuilder();
    for (Path entry : entries) {
      path.append(entry).append(File.pathSeparator);
    }
    System.setProperty("java.class.path", path.toString());
    return CodeDigest.ofClassPath("").files();
  }

  private String digest() {
    return new CodeDigest(files).of(WriteNumbersJob.class);
  }

  private String digestWith(String file, String text) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    byte[] own = files.getOrDefault(file, new byte[0]);
    changed.put(
        file,
        (new String(own, StandardCharsets.UTF_8) + " " + text).getBytes(StandardCharsets.UTF_8));
    return new CodeDigest(changed).of(WriteNumbersJob.class);
  }

  private void put(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String pathOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }
}
