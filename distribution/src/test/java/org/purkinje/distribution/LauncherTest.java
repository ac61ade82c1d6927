package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a tree of its own, with a Maven that writes one jar and a Java that prints what
 * it is given: of launchers that start at once one builds, and no build goes under a running
 * process.
 */
class LauncherTest {

  /** Takes a second, as a build that two could be in the middle of. */
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo built >>"$(dirname "$0")/builds.log"
      for argument in "$@"; do
        case "$argument" in -Dlib.folder=*) lib=${argument#*=} ;; esac
      done
      sleep 1
      [ ! -f "$(dirname "$0")/broken" ] || { echo "[ERROR] broken" && exit 1; }
      mkdir -p "$lib" && touch "$lib/job-support-0.1.0.jar"
      """;

  /** Prints its class path, then waits while the file {@code gate} is absent, if told to wait. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      while [ "$1" != -cp ]; do shift; done
      echo "$2"
      if [ "${4:-}" = wait ]; then
        until [ -f "$GATE" ]; do sleep 0.05; done
      fi
      ls -d $2
      """;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeTree() throws IOException {
    root = Files.createDirectories(folder.resolve("tree"));
    Files.copy(Path.of("..", "purkinje"), root.resolve("purkinje"));
    Files.writeString(
        root.resolve("pom.xml"), "<spark.jvm.options>-Dtest=true</spark.jvm.options>\n");
    write("mvnw", MAVEN);
    Files.createDirectories(folder.resolve("bin"));
    write("../bin/java", JAVA);
  }

  @Test
  void buildsOnceForLaunchersThatStartTogether() throws Exception {
    List<Process> launchers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      launchers.add(launch("out-" + i, "jobs"));
    }
    List<String> classPaths = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertThat(launchers.get(i).waitFor()).as(read("out-" + i)).isZero();
      classPaths.add(read("out-" + i).lines().filter(line -> line.endsWith("/*")).toList().get(0));
    }
    assertThat(read("tree/builds.log")).isEqualTo("built\n");
    assertThat(classPaths).containsOnly(classPaths.get(0));
    assertThat(read("out-0") + read("out-1") + read("out-2") + read("out-3"))
        .containsOnlyOnce("purkinje: building (output in build.log)")
        .contains("purkinje: another process is building; waits");
  }

  @Test
  void keepsTheJarsOfARunningProcessAndRemovesThoseOfNone() throws Exception {
    Process running = launch("running", "wait");
    await("running", "/*\n");
    changeASource(1);
    assertThat(launch("second", "jobs").waitFor()).isZero();
    assertThat(builds()).hasSize(2);

    Files.createFile(folder.resolve("gate"));
    assertThat(running.waitFor()).as(read("running")).isZero();
    assertThat(read("running")).endsWith("/job-support-0.1.0.jar\n");
    changeASource(2);
    assertThat(launch("third", "jobs").waitFor()).isZero();
    assertThat(builds()).hasSize(1);
    assertThat(read("tree/builds.log")).isEqualTo("built\n".repeat(3));
  }

  @Test
  void goesOnWithoutABuildWhereNoSourceIsNewer() throws Exception {
    assertThat(launch("first", "jobs").waitFor()).isZero();
    assertThat(launch("second", "jobs").waitFor()).isZero();
    assertThat(read("tree/builds.log")).isEqualTo("built\n");
  }

  @Test
  void leavesNothingOfABuildThatFailed() throws Exception {
    Files.createFile(root.resolve("broken"));
    assertThat(launch("broken.out", "jobs").waitFor()).isEqualTo(1);
    assertThat(read("broken.out"))
        .isEqualTo(
            """
            purkinje: building (output in build.log) …
            [ERROR] broken
            purkinje: the build failed; see build.log
            """);
    assertThat(builds()).isEmpty();
    Files.delete(root.resolve("broken"));
    assertThat(launch("mended", "jobs").waitFor()).isZero();
  }

  @Test
  void refusesASizeThatJavaDoesNotKnow() throws Exception {
    ProcessBuilder builder = builder("size", "jobs");
    builder.environment().put("PURKINJE_MEMORY", "6 GB");
    assertThat(builder.start().waitFor()).isEqualTo(2);
    assertThat(read("size"))
        .isEqualTo(
            "purkinje: PURKINJE_MEMORY=6 GB is no size of a Java heap; give one such as 6g or 800m\n");
  }

  /** Oracle: what the JVM says of itself when its surroundings are German. */
  @Test
  void writesNumbersAlikeWhateverTheLanguage() throws Exception {
    Files.copy(
        Path.of("..", "pom.xml"), root.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(launch("options", "--print-jvm-options").waitFor()).isZero();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    read("options")
        .lines()
        .filter(line -> line.startsWith("-"))
        .forEach(line -> command.addAll(List.of(line.split(" "))));
    command.addAll(List.of("-XshowSettings:locale", "-version"));
    ProcessBuilder java =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("locale").toFile());
    java.environment().put("JAVA_TOOL_OPTIONS", "-Duser.language=de -Duser.country=DE");
    assertThat(java.start().waitFor()).isZero();
    assertThat(read("locale")).contains("default locale = English");
  }

  private Process launch(String output, String argument) throws IOException {
    return builder(output, argument).start();
  }

  private ProcessBuilder builder(String output, String argument) {
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("purkinje").toString(), argument)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(output).toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().remove("PURKINJE_MEMORY");
    builder.environment().put("GATE", folder.resolve("gate").toString());
    builder.environment().merge("PATH", "", (path, none) -> folder.resolve("bin") + ":" + path);
    return builder;
  }

  private void changeASource(int seconds) throws IOException {
    Files.setLastModifiedTime(
        root.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private void await(String output, String text) throws Exception {
    for (int i = 0; i < 600 && !read(output).contains(text); i++) {
      Thread.sleep(50);
    }
    assertThat(read(output)).contains(text);
  }

  private List<Path> builds() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("distribution/target/builds"))) {
      return folders.filter(Files::isDirectory).filter(f -> !Files.isSymbolicLink(f)).toList();
    }
  }

  private void write(String name, String script) throws IOException {
    Path file = root.resolve(name).normalize();
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
