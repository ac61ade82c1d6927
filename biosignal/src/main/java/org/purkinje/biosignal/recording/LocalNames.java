package org.purkinje.biosignal.recording;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of local files as text in UTF-8 under every locale. With {@code LANG=C} the JVM takes file
 * names for ASCII and cannot name one with an umlaut; a {@code file:} URI carries its bytes.
 */
public final class LocalNames {

  private static final String SCHEME = "file://";
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  private static final char REPLACEMENT = '\uFFFD';
  private static final boolean IS_UTF_8 =
      System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8");

  private LocalNames() {}

  /** The path of that name; a relative one starts from the working directory. */
  public static Path path(String name) {
    if (IS_UTF_8) {
      return Path.of(name);
    }
    return name.startsWith("/")
        ? Path.of(URI.create(SCHEME + encoded(name)))
        : resolve(Path.of("").toAbsolutePath(), name);
  }

  /**
   * A file below a folder.
   *
   * @param name with {@code /} between folders
   */
  public static Path resolve(Path folder, String name) {
    if (IS_UTF_8) {
      return folder.resolve(name);
    }
    String base = folder.toUri().toString();
    return Path.of(URI.create(base + (base.endsWith("/") ? "" : "/") + encoded(name)));
  }

  /** An absolute path as text; where its name is not UTF-8, with U+FFFD in it. */
  public static String of(Path path) {
    if (IS_UTF_8) {
      return path.toString();
    }
    String text = decoded(path.toUri().toString().substring(SCHEME.length()));
    // The URI of a folder ends so.
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** The {@code file:} URI of an absolute path. */
  public static String uri(String path) {
    return SCHEME + encoded(path);
  }

  /** Whether a name as {@link #of} gives it leads back to its file. */
  public static boolean isWhole(String name) {
    return name.indexOf(REPLACEMENT) < 0;
  }

  private static String encoded(String name) {
    StringBuilder uri = new StringBuilder();
    for (byte of : name.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(of) >= 0) {
        uri.append((char) of);
      } else {
        uri.append('%').append(Character.forDigit(of >> 4 & 15, 16));
        uri.append(Character.forDigit(of & 15, 16));
      }
    }
    return uri.toString();
  }

  private static String decoded(String uri) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) == '%') {
        bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(uri.charAt(i));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
