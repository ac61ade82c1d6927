package org.purkinje.jobsupport.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL of Debian's package, with a database of its own, on the loopback. */
final class PostgresqlServer implements Closeable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path bin;
  private final String folder;
  private final int port;

  private PostgresqlServer(Path bin, String folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** Where its programs are; empty if it is not installed. */
  static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PostgresqlServer start(Path bin) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String folder = run("mktemp", "-d").strip();
    PostgresqlServer server = new PostgresqlServer(bin, folder, port);
    run(bin.resolve("initdb").toString(), "-D", folder, "-U", "lake", "-A", "trust", "-N");
    server.control("-w", "-l", folder + "/server.log", "-o", server.options(), "start");
    return server;
  }

  private String options() {
    return "-h 127.0.0.1 -p %d -k '' -c fsync=off".formatted(port);
  }

  String address() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=lake".formatted(port);
  }

  private void control(String... arguments) throws IOException, InterruptedException {
    run(
        Stream.concat(
                Stream.of(bin.resolve("pg_ctl").toString(), "-D", folder), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** As {@code postgres} where this user is root, which the server refuses to run as. */
  private static String run(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      line.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    line.addAll(List.of(command));
    Path output = Files.createTempFile("postgresql", ".out");
    try {
      // Not a pipe, which the server would keep open.
      int code =
          new ProcessBuilder(line)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (code != 0) {
        throw new IOException("%s ended with %d: %s".formatted(line, code, printed));
      }
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      control("-m", "immediate", "stop");
      run("rm", "-rf", folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
