package org.purkinje.ingest.download;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * S3Proxy in a process of its own, as its libraries are not those of Spark; buckets are folders of
 * a folder. Maven puts its jar into {@code target/s3-server}.
 */
public final class S3Server implements Closeable {

  static final String KEY = "some-key";
  static final String SECRET = "some-secret";

  private final Process process;
  private final String endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  private S3Server(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * @param store folder of the buckets
   * @param authorization {@code none}, or {@code aws-v2-or-v4} to ask for signatures by {@link
   *     #KEY}
   */
  public static S3Server start(Path store, String authorization) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String endpoint = "http://127.0.0.1:" + port;
    Path settings = Files.createTempFile(store.getParent(), "s3proxy", ".conf");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=" + endpoint,
            "s3proxy.authorization=" + authorization,
            "s3proxy.identity=" + KEY,
            "s3proxy.credential=" + SECRET,
            "jclouds.provider=filesystem",
            "jclouds.filesystem.basedir=" + store));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                Path.of("target/s3-server/s3proxy.jar").toAbsolutePath().toString(),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling(authorization + ".log").toFile())
            .start();
    S3Server server = new S3Server(process, endpoint);
    server.awaitAnswer();
    return server;
  }

  /** Puts an object, or a bucket where the path is only its name; for servers that ask nothing. */
  public void put(String path, byte[] content) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(endpoint + "/" + path))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
  }

  /** Settings of {@code s3a://} for this server, and for quick failures. */
  public Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.s3a.endpoint", endpoint);
    hadoop.set("fs.s3a.path.style.access", "true");
    hadoop.set("fs.s3a.connection.ssl.enabled", "false");
    hadoop.set("fs.s3a.directory.marker.retention", "keep");
    hadoop.set("fs.s3a.attempts.maximum", "1");
    hadoop.set("fs.s3a.retry.limit", "1");
    hadoop.set("fs.s3a.retry.interval", "10ms");
    return hadoop;
  }

  /** The same with keys, as the environment would give them. */
  Configuration hadoop(String key, String secret) {
    Configuration hadoop = hadoop();
    hadoop.set("fs.s3a.access.key", key);
    hadoop.set("fs.s3a.secret.key", secret);
    return hadoop;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitAnswer() throws Exception {
    while (true) {
      try {
        client.send(
            HttpRequest.newBuilder(URI.create(endpoint + "/")).build(),
            HttpResponse.BodyHandlers.discarding());
        return;
      } catch (ConnectException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException("S3Proxy ended with " + process.exitValue(), e);
        }
        process
            .onExit()
            .completeOnTimeout(process, 100, java.util.concurrent.TimeUnit.MILLISECONDS)
            .get();
      }
    }
  }
}
