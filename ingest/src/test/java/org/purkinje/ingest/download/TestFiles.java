package org.purkinje.ingest.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.purkinje.jobsupport.run.Sha256;

/** Bytes to download, and what lies in a folder afterwards. */
final class TestFiles {

  private TestFiles() {}

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    return new Sha256().add(bytes).hex();
  }

  /** Digest by path of every file that is not the download's own. */
  static Map<String, String> digests(Path folder) {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String path = folder.relativize(file).toString();
        if (!path.startsWith(PathRule.OWN)) {
          digests.put(path, sha256(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digests;
  }
}
