package org.purkinje.jobsupport.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * SHA-256 over the code that a job's result depends on: the project's classes that the job's class
 * names, directly or through others, those that they find as services, and the resources beside
 * them. The command line is left out: it starts jobs and changes no result, and it knows them all.
 *
 * <p>The build is reproducible, so equal sources give an equal digest on every machine.
 *
 * @param files the project's classes and resources by their path on the class path
 */
record CodeDigest(Map<String, byte[]> files) {

  private static final List<String> MODULES =
      List.of(
          "biosignal",
          "models",
          "job-support",
          "ingest",
          "preprocessing",
          "pretrain-jobs",
          "eval-jobs");

  private static final Pattern NAME = Pattern.compile("org([/.])purkinje(?:\\1[\\w$]+)+");
  private static final String COMMAND_LINE = "org/purkinje/jobsupport/command/";
  private static final String SERVICES = "META-INF/services/";

  /**
   * Reads the class path.
   *
   * @param submitted value of {@code spark.jars}: what {@code spark-submit} adds to the class path,
   *     parted by commas; may be empty
   */
  static CodeDigest ofClassPath(String submitted) {
    Map<String, byte[]> files = new TreeMap<>();
    Stream.concat(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)),
            Arrays.stream(submitted.split(",")))
        .map(entry -> entry.startsWith("file:") ? Path.of(URI.create(entry)) : Path.of(entry))
        .filter(CodeDigest::isOurs)
        // A module without sources has a place on Maven's class path, but no folder there.
        .filter(Files::exists)
        .forEach(entry -> read(entry, files));
    return new CodeDigest(files);
  }

  /** The digest of what a job's class can reach. */
  String of(Class<?> job) {
    Set<String> reached = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(List.of(pathOf(job)));
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      byte[] code = code(name, job);
      if (code.length > 0 && !name.startsWith(COMMAND_LINE) && reached.add(name)) {
        waiting.addAll(namesIn(code));
        waiting.addAll(namesIn(service(name)));
      }
    }
    Sha256 digest = new Sha256().add(ofClassLoader(job));
    files.forEach(
        (path, content) -> {
          if (isPartOf(path, reached)) {
            digest.add(path).add(content);
          }
        });
    return digest.hex();
  }

  /** Empty if there is none. */
  private byte[] code(String name, Class<?> job) {
    byte[] code = files.getOrDefault(name + ".class", new byte[0]);
    return code.length == 0 && name.equals(pathOf(job)) ? ofClassLoader(job) : code;
  }

  /** A job may be of another project. */
  private static byte[] ofClassLoader(Class<?> job) {
    String resource = "/" + pathOf(job) + ".class";
    try (InputStream in = job.getResourceAsStream(resource)) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pathOf(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** Names of the project's classes in a class file, whatever they are named for, or in a text. */
  private static List<String> namesIn(byte[] content) {
    // Names are ASCII, and no letter or digit follows them in a class file's constants.
    Matcher name = NAME.matcher(new String(content, StandardCharsets.ISO_8859_1));
    return name.results().map(found -> found.group().replace('.', '/')).distinct().toList();
  }

  /** What provides a service; every job is one, and none of them is a part of another. */
  private byte[] service(String name) {
    return name.equals(pathOf(Job.class))
        ? new byte[0]
        : files.getOrDefault(SERVICES + name.replace('/', '.'), new byte[0]);
  }

  private static boolean isPartOf(String path, Set<String> reached) {
    if (path.endsWith(".class")) {
      return reached.contains(path.substring(0, path.length() - ".class".length()));
    }
    if (path.startsWith(SERVICES)) {
      return reached.contains(path.substring(SERVICES.length()).replace('.', '/'));
    }
    return reached.stream().anyMatch(name -> folderOf(name).equals(folderOf(path)));
  }

  private static String folderOf(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static boolean isOurs(Path entry) {
    String name = String.valueOf(entry.getFileName());
    if (name.equals("classes") && entry.getParent() != null) {
      return MODULES.contains(String.valueOf(entry.resolve("../..").normalize().getFileName()));
    }
    return MODULES.stream().anyMatch(module -> name.matches(module + "-\\d.*\\.jar"));
  }

  private static void read(Path entry, Map<String, byte[]> files) {
    try {
      if (Files.isDirectory(entry)) {
        readBelow(entry, files);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
          readBelow(jar.getPath("/"), files);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readBelow(Path root, Map<String, byte[]> files) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(root.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
  }
}
