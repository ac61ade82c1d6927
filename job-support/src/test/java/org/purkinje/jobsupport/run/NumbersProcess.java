package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.purkinje.jobsupport.command.Purkinje;

/**
 * The command line in a process of its own, whose {@code write-numbers} stops after its rows are
 * written until a file is there.
 */
public final class NumbersProcess implements AutoCloseable {

  private static final long PATIENCE_S = 600;

  private final Process process;
  private final Path output;

  private NumbersProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Gate, then the arguments of the command. */
  public static void main(String[] args) {
    Path gate = Path.of(args[0]);
    WriteNumbersJob.afterWriting =
        () -> {
          System.out.println("rows are written");
          while (!Files.exists(gate)) {
            ProcessLock.pause();
          }
        };
    Purkinje.main(Stream.of(args).skip(1).toArray(String[]::new));
  }

  /**
   * @param output takes what the process prints
   * @param gate file for which {@code write-numbers} waits
   */
  public static NumbersProcess start(Path output, Path gate, List<String> command)
      throws IOException {
    List<String> line = new ArrayList<>();
    // Whoever starts the tests in the background may have SIGINT ignored, which is inherited.
    line.addAll(List.of("env", "--default-signal=INT"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:"))
        .forEach(line::add);
    line.addAll(
        List.of(
            "-Xmx600m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            NumbersProcess.class.getName(),
            gate.toString()));
    line.addAll(command);
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new NumbersProcess(process, output);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until the process has printed a text. */
  public void awaitText(String text) throws InterruptedException {
    for (int i = 0; i < PATIENCE_S * 10; i++) {
      if (printed().contains(text)) {
        return;
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    if (!printed().contains(text)) {
      throw new AssertionError("no \"%s\" in: %s".formatted(text, printed()));
    }
  }

  /** Waits for the end and answers the exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end; printed: " + printed());
    }
    return process.exitValue();
  }

  public String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
