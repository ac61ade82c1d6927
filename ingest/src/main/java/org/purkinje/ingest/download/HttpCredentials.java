package org.purkinje.ingest.download;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A user's name and password, sent to the origin of the source alone; never shown. */
final class HttpCredentials {

  static final String USER = "PURKINJE_HTTP_USER";
  static final String PASSWORD = "PURKINJE_HTTP_PASSWORD";

  private final String header;
  private final String origin;

  private HttpCredentials(String header, String origin) {
    this.header = header;
    this.origin = origin;
  }

  /**
   * @param environment where {@link #USER} and {@link #PASSWORD} are looked up
   * @throws IllegalArgumentException if one is absent, or the source would get them in clear text
   */
  static HttpCredentials of(URI source, Map<String, String> environment) {
    String user = environment.getOrDefault(USER, "");
    String password = environment.getOrDefault(PASSWORD, "");
    if (user.isEmpty() || password.isEmpty()) {
      throw new IllegalArgumentException(
          "anonymous is false, so the environment must hold %s and %s, got no %s"
              .formatted(USER, PASSWORD, user.isEmpty() ? USER : PASSWORD));
    }
    if (!source.getScheme().equalsIgnoreCase("https") && !Origin.isLoopback(source)) {
      throw new IllegalArgumentException(
          "source must begin with https:// when anonymous is false, got %s://%s; a password goes to"
                  .formatted(source.getScheme(), source.getHost())
              + " no other host in clear text");
    }
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new HttpCredentials(
        "Basic " + Base64.getEncoder().encodeToString(pair), Origin.of(source));
  }

  /** Whether a request there may carry the header. */
  boolean belongTo(URI uri) {
    return Origin.of(uri).equals(origin);
  }

  /** Value of the header {@code Authorization}. */
  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "credentials for " + origin;
  }
}
