package org.purkinje.eval.pressure;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Tensor;
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
      loadOpenMp();
      System.setProperty(TEMPORARY_FOLDER, own.toString());
      LGBMBooster.loadNative();
      remove(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "LightGBM's native library did not load (%s); there is one for Linux with glibc, macOS and Windows, so run this job on one of them"
              .formatted(e.getMessage()),
          e);
    } finally {
      System.setProperty(TEMPORARY_FOLDER, shared);
    }
    isLoaded = true;
  }

  /** LightGBM is linked with libgomp; the copy that libtorch brings spares a system package. */
  private static void loadOpenMp() throws IOException {
    String name = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/libgomp.so.1";
    File bundled = Loader.cacheResource(Tensor.class, name);
    if (bundled != null) {
      System.load(bundled.getPath());
    }
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
