package org.purkinje.jobsupport.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.ErrorResponseParser;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.PropertyAccessor;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.PropertyNamingStrategies;

/**
 * The calls of Iceberg's REST catalog that a session makes, answered by Iceberg's own handlers over
 * a catalog in a file, whose tables would lie elsewhere than the warehouse.
 *
 * @see <a href="https://github.com/apache/iceberg/blob/main/open-api/rest-catalog-open-api.yaml">
 *     Iceberg REST catalog</a>
 */
final class RestCatalogServer implements Closeable {

  private final HttpServer server;
  private final Catalog catalog;
  private final ObjectMapper json = new ObjectMapper();

  private RestCatalogServer(HttpServer server, Catalog catalog) {
    this.server = server;
    this.catalog = catalog;
    json.setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);
    json.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    json.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
    RESTSerializers.registerAll(json);
  }

  static RestCatalogServer start(Path folder) throws IOException {
    Catalog catalog =
        CatalogUtil.buildIcebergCatalog(
            "own",
            Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:sqlite:" + folder.resolve("rest.db"),
                "jdbc.schema-version",
                "V1",
                "warehouse",
                folder.resolve("elsewhere").toString()),
            new Configuration());
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RestCatalogServer server = new RestCatalogServer(http, catalog);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      Object answer = answer(exchange, exchange.getRequestURI().getPath().split("/"));
      send(exchange, 200, answer instanceof String text ? text : json.writeValueAsString(answer));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      send(exchange, 404, error(404, e));
    } catch (AlreadyExistsException | CommitFailedException e) {
      send(exchange, 409, error(409, e));
    } catch (RuntimeException e) {
      send(exchange, 500, error(500, e));
    }
  }

  /**
   * @param path {@code ["", "v1", "namespaces", NAMESPACE, "tables", TABLE]} or a front of it
   */
  private Object answer(HttpExchange exchange, String[] path) throws IOException {
    boolean isPost = exchange.getRequestMethod().equals("POST");
    if (path.length < 4) {
      return path[2].equals("config")
          ? "{\"defaults\":{},\"overrides\":{}}"
          : CatalogHandlers.createNamespace(
              namespaces(),
              json.readValue(exchange.getRequestBody(), CreateNamespaceRequest.class));
    }
    Namespace namespace = Namespace.of(path[3]);
    if (path.length == 4) {
      return CatalogHandlers.loadNamespace(namespaces(), namespace);
    }
    if (path.length == 5) {
      return isPost
          ? CatalogHandlers.createTable(
              catalog,
              namespace,
              json.readValue(exchange.getRequestBody(), CreateTableRequest.class))
          : CatalogHandlers.listTables(catalog, namespace);
    }
    TableIdentifier table = TableIdentifier.of(namespace, path[5]);
    return isPost
        ? CatalogHandlers.updateTable(
            catalog, table, json.readValue(exchange.getRequestBody(), UpdateTableRequest.class))
        : CatalogHandlers.loadTable(catalog, table, RESTCatalogProperties.SnapshotMode.ALL);
  }

  private SupportsNamespaces namespaces() {
    return (SupportsNamespaces) catalog;
  }

  private static String error(int code, Exception e) {
    return ErrorResponseParser.toJson(
        ErrorResponse.builder()
            .responseCode(code)
            .withType(e.getClass().getSimpleName())
            .withMessage(String.valueOf(e.getMessage()))
            .build());
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code, isHead ? -1 : bytes.length);
    if (!isHead) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
