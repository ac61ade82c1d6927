package org.purkinje.ingest.download;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer, read.
 *
 * @param uri what was asked for at first, before any redirect
 */
record HttpAnswer(String uri, int status, HttpHeaders headers) {

  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");

  static HttpAnswer of(String uri, HttpResponse<InputStream> response) {
    return new HttpAnswer(uri, response.statusCode(), response.headers());
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Strong entity tag, else time of change, else empty: what {@code If-Range} may hold. */
  String validator() {
    String tag = header("ETag");
    return tag.startsWith("\"") ? tag : header("Last-Modified");
  }

  /** Length that the head declares for the body. */
  OptionalLong length() {
    String length = header("Content-Length");
    return length.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(length))
        : OptionalLong.empty();
  }

  /** Whether the end of the body can be told from a connection that broke. */
  boolean isDelimited() {
    return length().isPresent() || header("Transfer-Encoding").equalsIgnoreCase("chunked");
  }

  /** First byte of a partial answer; -1 if the head does not say it. */
  long rangeStart() {
    Matcher range = RANGE.matcher(header("Content-Range"));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  /** Length of the whole file, told with a part of it or with none. */
  OptionalLong total() {
    Matcher range = RANGE.matcher(header("Content-Range"));
    if (range.matches()) {
      return OptionalLong.of(Long.parseLong(range.group(3)));
    }
    Matcher unsatisfied = UNSATISFIED.matcher(header("Content-Range"));
    return unsatisfied.matches()
        ? OptionalLong.of(Long.parseLong(unsatisfied.group(1)))
        : OptionalLong.empty();
  }

  boolean isPage() {
    return header("Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  /** The failure that a status other than success is. */
  RemoteException failure() {
    if (status == 404 || status == 410) {
      return new RemoteException(
          RemoteException.Kind.ABSENT, uri + ": no such file (status " + status + ")");
    }
    if (status == 401) {
      return denied("status 401");
    }
    if (status == 403) {
      return new RemoteException(
          RemoteException.Kind.REFUSED, uri + ": access denied (status 403); " + remedy());
    }
    if (status >= 500 || status == 429 || status == 408 || status == 425) {
      return new RemoteException(
          RemoteException.Kind.BUSY, uri + ": server answers " + status, retryAfter());
    }
    return new RemoteException(RemoteException.Kind.REFUSED, uri + ": server answers " + status);
  }

  /**
   * @param how what in the answer says so
   */
  RemoteException denied(String how) {
    return new RemoteException(
        RemoteException.Kind.DENIED, uri + ": access denied (" + how + "); " + remedy());
  }

  private static String remedy() {
    return ("for a credentialed corpus set anonymous: false and the environment's %s and %s, and"
            + " sign the corpus' data use agreement with that account")
        .formatted(HttpCredentials.USER, HttpCredentials.PASSWORD);
  }

  private Duration retryAfter() {
    String after = header("Retry-After");
    if (after.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(after));
    }
    try {
      Instant until = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(Instant.now(), until);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
