package org.purkinje.ingest.download;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Where a corpus is published.
 *
 * @param uri a folder, ending with {@code /}, or one file
 */
public record Source(URI uri) {

  /**
   * @throws IllegalArgumentException if it is no address of a known kind, or holds a secret; the
   *     text does not repeat it
   */
  public static Source of(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "source must be an address, got a mistake at character %d; write a space as %%20"
              .formatted(e.getIndex()),
          e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?|s3a") || uri.getRawAuthority() == null) {
      throw new IllegalArgumentException(
          "source must begin with https://, http:// or s3a:// and a host or bucket, got the scheme "
              + scheme);
    }
    if (uri.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException(
          "source must hold no user and password; give them in the environment");
    }
    if (!scheme.equals("s3a") && uri.getHost() == null) {
      throw new IllegalArgumentException("source must have a host, got " + uri.getRawAuthority());
    }
    boolean isFolder = uri.getPath().endsWith("/");
    if (uri.getRawFragment() != null || (uri.getRawQuery() != null && isFolder)) {
      throw new IllegalArgumentException("source must be a folder or a file, got ? or # in it");
    }
    String name = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    if (!isFolder && PathRule.broken(name).isPresent()) {
      throw new IllegalArgumentException(
          "source must be a folder, ending with /, or a file whose name a disk takes, got "
              + PathRule.shown(uri.getPath()));
    }
    return new Source(uri);
  }

  /**
   * @param environment where credentials are looked up if not {@code anonymous}
   * @param hadoop settings of {@code s3a://}
   */
  RemoteTree open(
      boolean anonymous,
      Map<String, String> environment,
      HttpTimeouts timeouts,
      RateLimit limit,
      Configuration hadoop)
      throws IOException {
    if (uri.getScheme().equalsIgnoreCase("s3a")) {
      return S3Tree.open(uri, anonymous, limit, hadoop);
    }
    return new HttpTree(
        uri,
        anonymous ? Optional.empty() : Optional.of(HttpCredentials.of(uri, environment)),
        timeouts,
        limit);
  }
}
