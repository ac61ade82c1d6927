package org.purkinje.eval.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless browser of this machine. */
record Chromium(Path program, Path profile) {

  /** The one named by the property {@code purkinje.chromium}, else {@code chromium} on the PATH. */
  static Optional<Path> find() {
    return Stream.concat(
            Stream.of(System.getProperty("purkinje.chromium", ""))
                .filter(path -> !path.isEmpty())
                .map(Path::of),
            Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "chromium")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The page's elements after layout and scripts, as HTML. */
  String dom(Path page, int width) throws IOException, InterruptedException {
    return run(page, width, List.of("--dump-dom"));
  }

  void screenshot(Path page, int width, int height, boolean dark, Path image)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--screenshot=" + image));
    if (dark) {
      options.add("--blink-settings=preferredColorScheme=0");
    }
    options.add("--window-size=" + width + "," + height);
    run(page, width, options);
  }

  private String run(Path page, int width, List<String> options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--hide-scrollbars",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=" + width + ",900",
                "--user-data-dir=" + profile));
    command.addAll(options);
    command.add(page.toUri().toString());
    Path output = Files.createTempFile(profile, "dom", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(program + " did not end within 60 s");
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
