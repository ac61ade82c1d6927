package org.purkinje.eval.pressure;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads LightGBM's native libraries from a folder of this process alone.
 *
 * <p>lightgbm4j writes them to fixed names in {@code java.io.tmpdir}, over the files that another
 * process may be running from, and that process then crashes. So the property points elsewhere
 * while they load; the files are not needed afterwards.
 */
final class LightGbmNatives {

  private static final String TEMPORARY_FOLDER = "java.io.tmpdir";
  private static final Logger LOG = LoggerFactory.getLogger(LightGbmNatives.class);
  private static boolean isLoaded;

  private LightGbmNatives() {}

  /** Needed before any class of lightgbm4j is touched; does nothing from the second call on. */
  static synchronized void load() {
    if (isLoaded) {
      return;
    }
    // Logging may keep its file in the shared folder, so it starts before the folder changes.
    LOG.debug("loading LightGBM");
    String shared = System.getProperty(TEMPORARY_FOLDER);
    try {
      Path own = Files.createTempDirectory("lightgbm");
      System.setProperty(TEMPORARY_FOLDER, own.toString());
      LGBMBooster.loadNative();
      remove(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "LightGBM's native library did not load (%s); on Linux it needs libgomp.so.1, of the"
                  .formatted(e.getMessage())
              + " package libgomp1 or libgomp",
          e);
    } finally {
      System.setProperty(TEMPORARY_FOLDER, shared);
    }
    isLoaded = true;
  }

  private static void remove(Path folder) throws IOException {
    for (String library : List.of("lib_lightgbm.so", "lib_lightgbm_swig.so")) {
      Files.deleteIfExists(folder.resolve(library));
    }
    // Another thread may have put a file of its own there meanwhile.
    try (var left = Files.list(folder)) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.deleteIfExists(folder);
  }
}
