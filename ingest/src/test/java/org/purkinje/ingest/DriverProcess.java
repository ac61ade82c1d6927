package org.purkinje.ingest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.purkinje.jobsupport.command.Purkinje;

/** The command line in a process of its own, as a scheduler would start it. */
final class DriverProcess {

  private DriverProcess() {}

  /**
   * @param options of its Java, after those of this one, e.g. {@code -Xmx512m}
   * @param home project folder with the descriptions of corpora
   * @param out gets what is printed, and beside it the log
   */
  static Process start(List<String> options, Path home, Path out, String... arguments)
      throws IOException {
    return start(Map.of(), options, home, out, arguments);
  }

  /**
   * @param environment variables set besides, e.g. {@code LC_ALL}
   */
  static Process start(
      Map<String, String> environment,
      List<String> options,
      Path home,
      Path out,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> Stream.of("--add-opens", "-XX:").anyMatch(argument::startsWith))
        .forEach(command::add);
    command.addAll(options);
    command.addAll(
        List.of(
            "-Dpurkinje.home=" + home,
            "-Dpurkinje.log=" + out.resolveSibling(out.getFileName() + ".log"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Purkinje.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
