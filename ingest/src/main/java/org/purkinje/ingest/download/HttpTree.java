package org.purkinje.ingest.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.ingest.download.RemoteException.Kind;

/** A folder of a web server, or, if its address does not end with {@code /}, one file. */
final class HttpTree implements RemoteTree {

  private final URI root;
  private final HttpRequests requests;

  HttpTree(
      URI root, Optional<HttpCredentials> credentials, HttpTimeouts timeouts, RateLimit limit) {
    this.root = root;
    this.requests = new HttpRequests(credentials, timeouts, limit);
  }

  @Override
  public String uri(String path) {
    if (isFile()) {
      return root.toString();
    }
    return root
        + Arrays.stream(path.split("/", -1))
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
  }

  @Override
  public Optional<List<RemoteFile>> list() {
    String path = root.getPath();
    return isFile()
        ? Optional.of(List.of(RemoteFile.at(path.substring(path.lastIndexOf('/') + 1))))
        : Optional.empty();
  }

  @Override
  public RemoteFile stat(String path) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = requests.send("HEAD", URI.create(uri(path)), Map.of());
    response.body().close();
    HttpAnswer answer = HttpAnswer.of(uri(path), response);
    if (answer.status() == 405 || answer.status() == 501) {
      return RemoteFile.at(path);
    }
    requireSuccess(answer);
    return new RemoteFile(path, answer.length(), Optional.empty(), answer.validator());
  }

  @Override
  public Transfer open(String path, long from, String validator)
      throws IOException, InterruptedException {
    Map<String, String> headers = new TreeMap<>();
    if (from > 0) {
      headers.put("Range", "bytes=" + from + "-");
      if (!validator.isEmpty()) {
        headers.put("If-Range", validator);
      }
    }
    HttpResponse<InputStream> response = requests.send("GET", URI.create(uri(path)), headers);
    HttpAnswer answer = HttpAnswer.of(uri(path), response);
    try {
      Transfer transfer = transfer(path, from, validator, answer, response.body());
      if (transfer.body() != response.body()) {
        response.body().close();
      }
      return transfer;
    } catch (IOException e) {
      response.body().close();
      throw e;
    }
  }

  @Override
  public void close() {}

  private boolean isFile() {
    return !root.getPath().endsWith("/");
  }

  private Transfer transfer(
      String path, long from, String validator, HttpAnswer answer, InputStream body)
      throws IOException, InterruptedException {
    if (from > 0 && (answer.status() == 206 || answer.status() == 416)) {
      boolean isSame =
          validator.isEmpty()
              || answer.validator().isEmpty()
              || answer.validator().equals(validator);
      if (isSame && answer.status() == 206 && answer.rangeStart() == from) {
        requireFile(path, answer);
        return new Transfer(from, answer.total(), answer.validator(), body);
      }
      if (isSame && answer.status() == 416 && answer.total().equals(OptionalLong.of(from))) {
        return new Transfer(from, answer.total(), validator, InputStream.nullInputStream());
      }
      // Another version, or a range that was not asked for.
      return open(path, 0, "");
    }
    requireSuccess(answer);
    requireFile(path, answer);
    return new Transfer(0, answer.length(), answer.validator(), body);
  }

  private void requireSuccess(HttpAnswer answer) throws RemoteException {
    if (answer.status() != 200) {
      RemoteException failure = answer.failure();
      if (failure.kind() == Kind.BUSY) {
        requests.hold(failure);
      }
      throw failure;
    }
  }

  /** What is no file at all would be taken for one where there is no digest to tell. */
  private static void requireFile(String path, HttpAnswer answer) throws RemoteException {
    String encoding = answer.header("Content-Encoding");
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      throw new RemoteException(
          Kind.REFUSED,
          "%s: sent by the server in %s, which was not asked for"
              .formatted(answer.uri(), encoding));
    }
    if (answer.isPage() && !path.toLowerCase(Locale.ROOT).matches(".*\\.html?")) {
      throw new RemoteException(
          Kind.REFUSED,
          "%s: a web page in place of the file; a login may be needed".formatted(answer.uri()));
    }
    if (!answer.isDelimited()) {
      throw new RemoteException(
          Kind.REFUSED,
          answer.uri() + ": the server does not state the length of the file (Content-Length)");
    }
  }
}
