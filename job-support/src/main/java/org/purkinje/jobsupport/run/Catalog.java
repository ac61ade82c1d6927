package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What says which tables a warehouse has: a file of SQLite in its folder, or a service.
 *
 * @param uri JDBC address, without a password, or that of an Iceberg REST catalog
 * @param password empty if none is given
 */
record Catalog(Kind kind, String uri, String password) {

  /** Environment variable of the password, which the command line would show to others. */
  static final String PASSWORD = "PURKINJE_CATALOG_PASSWORD";

  enum Kind {
    FOLDER,
    POSTGRESQL,
    REST
  }

  private static final Pattern SECRET = Pattern.compile("(?<=[?&])password=([^&]*)&?");
  private static final int TIMEOUT_S = 10;
  private static final int ANSWER_TIMEOUT_S = 60;

  /** With a write-ahead log, readers and a writer do not wait for each other; writers queue. */
  static Catalog ofFolder(Path warehouse) {
    return new Catalog(
        Kind.FOLDER,
        "jdbc:sqlite:%s?journal_mode=WAL&busy_timeout=60000"
            .formatted(warehouse.resolve("catalog.db")),
        "");
  }

  /**
   * @param given as {@code --catalog} has it
   * @throws IllegalArgumentException if it is no address of a catalog
   */
  static Catalog ofService(String given, Map<String, String> environment) {
    if (given.startsWith("jdbc:postgresql:")) {
      Matcher secret = SECRET.matcher(given);
      String password =
          secret.find()
              ? URLDecoder.decode(secret.group(1), StandardCharsets.UTF_8)
              : environment.getOrDefault(PASSWORD, "");
      return new Catalog(
          Kind.POSTGRESQL,
          SECRET.matcher(given).replaceAll("").replaceFirst("[?&]$", ""),
          password);
    }
    if (given.matches("https?://[^/]+.*")) {
      return new Catalog(Kind.REST, given, "");
    }
    throw new IllegalArgumentException(
        "--catalog %s: must be jdbc:postgresql://HOST/DATABASE?user=NAME or the https:// address of"
                .formatted(SECRET.matcher(given).replaceAll(""))
            + " an Iceberg REST catalog");
  }

  boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  boolean isPostgresql() {
    return kind == Kind.POSTGRESQL;
  }

  boolean isRest() {
    return kind == Kind.REST;
  }

  /** Settings of Iceberg's catalog. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("type", isRest() ? "rest" : "jdbc");
    properties.put("uri", uri);
    if (!isRest()) {
      properties.put("jdbc.schema-version", "V1");
    }
    if (isPostgresql()) {
      driver().forEach((key, value) -> properties.put("jdbc." + key, String.valueOf(value)));
    }
    if (!isFolder()) {
      // Through Hadoop, as everything else in the warehouse.
      properties.put("io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");
    }
    return properties;
  }

  private Properties driver() {
    Properties properties = new Properties();
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "purkinje");
    properties.setProperty("connectTimeout", String.valueOf(TIMEOUT_S));
    properties.setProperty("socketTimeout", String.valueOf(ANSWER_TIMEOUT_S));
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  /**
   * A connection of its own to PostgreSQL.
   *
   * @throws IllegalArgumentException if it does not come about
   */
  Connection connect() {
    try {
      return DriverManager.getConnection(uri, driver());
    } catch (SQLException e) {
      // The driver goes on with advice of its own.
      String text = String.valueOf(e.getMessage()).split("\\.\\s|\\.$|\n", 2)[0];
      boolean isRefused = String.valueOf(e.getSQLState()).startsWith("28");
      throw new IllegalArgumentException(
          isRefused
              ? "catalog %s: %s; give user=NAME in --catalog and the password in %s"
                  .formatted(uri, text, PASSWORD)
              : "catalog %s: %s; start it or give another with --catalog".formatted(uri, text),
          e);
    }
  }

  /**
   * @throws IllegalArgumentException if the service does not answer
   */
  void requireReachable() {
    if (isPostgresql()) {
      try (Connection connection = connect()) {
        connection.getMetaData();
      } catch (SQLException e) {
        throw new IllegalArgumentException("catalog %s: %s".formatted(uri, e.getMessage()), e);
      }
    } else if (isRest()) {
      URI address = URI.create(uri);
      int port = address.getPort() >= 0 ? address.getPort() : uri.startsWith("https") ? 443 : 80;
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.getHost(), port), 1_000 * TIMEOUT_S);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "catalog %s: nothing answers there (%s); start it or give another with --catalog"
                .formatted(uri, e.getMessage()),
            e);
      }
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return uri;
  }
}
