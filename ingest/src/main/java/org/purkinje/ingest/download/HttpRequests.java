package org.purkinje.ingest.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends requests one turn at a time, follows redirects, and keeps credentials to their origin. */
final class HttpRequests {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTS = 5;

  private final HttpClient client;
  private final Optional<HttpCredentials> credentials;
  private final HttpTimeouts timeouts;
  private final RateLimit limit;

  HttpRequests(Optional<HttpCredentials> credentials, HttpTimeouts timeouts, RateLimit limit) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeouts.connect())
            .build();
    this.credentials = credentials;
    this.timeouts = timeouts;
    this.limit = limit;
  }

  /** The answer to {@code GET} or {@code HEAD} once no redirect is left; the caller closes it. */
  HttpResponse<InputStream> send(String method, URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI at = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      limit.acquire();
      HttpResponse<InputStream> response =
          client.send(request(method, at, headers), info -> new HttpBody(timeouts.read()));
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      at = target(uri, at, response);
    }
    throw new RemoteException(
        RemoteException.Kind.REFUSED,
        "%s: at most %d redirects are followed, got another".formatted(uri, MAX_REDIRECTS));
  }

  /** Tells a server that asked to be left alone that it will be. */
  void hold(RemoteException busy) {
    limit.hold(BackOff.bounded(busy.retryAfter()));
  }

  private HttpRequest request(String method, URI uri, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(timeouts.read())
            .header("User-Agent", "purkinje/0.1")
            .header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    credentials
        .filter(own -> own.belongTo(uri))
        .ifPresent(own -> request.header("Authorization", own.header()));
    return request.build();
  }

  private static URI target(URI first, URI from, HttpResponse<?> response) throws IOException {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused(first, "an address that is none");
    }
    if (location.isEmpty() || to.getHost() == null || to.getUserInfo() != null) {
      throw refused(first, "an address that is none");
    }
    boolean isSecure = to.getScheme().equalsIgnoreCase("https");
    if (!isSecure && !to.getScheme().equalsIgnoreCase("http")) {
      throw refused(first, "the scheme " + to.getScheme());
    }
    if (!isSecure && from.getScheme().equalsIgnoreCase("https")) {
      throw refused(first, "clear text");
    }
    if (to.getPath().matches(".*/(login|signin)(/.*)?")) {
      throw new HttpAnswer(first.toString(), response.statusCode(), response.headers())
          .denied("redirected to a login page");
    }
    return to;
  }

  private static RemoteException refused(URI first, String what) {
    return new RemoteException(
        RemoteException.Kind.REFUSED, first + ": server redirects to " + what);
  }
}
