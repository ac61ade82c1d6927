package org.purkinje.ingest.download;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A web server on the loopback that does what servers do on bad days, as a script tells it to. */
final class FaultyServer implements Closeable {

  /** A way to fail. */
  enum Fault {
    NONE,
    DROP,
    RESET,
    SHORT_LENGTH,
    CORRUPT,
    UNAVAILABLE,
    THROTTLE,
    IGNORE_RANGE,
    UNSATISFIABLE,
    WRONG_RANGE,
    SLOW,
    HANG,
    REDIRECT_SAME,
    REDIRECT_OTHER_HOST,
    REDIRECT_LOOP,
    REDIRECT_LOGIN,
    PAGE,
    FORBIDDEN,
    NO_LENGTH,
    CHUNKED,
    GZIP
  }

  /**
   * A request as it came.
   *
   * @param headers by name in lower case
   * @param turn how many requests for the path came before
   */
  record Request(String method, String path, Map<String, String> headers, int turn) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
  private final List<Request> log = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private volatile Function<Request, Fault> script = request -> Fault.NONE;
  private volatile String password = "";
  private volatile boolean tellsVersion = true;

  FaultyServer() {
    try {
      socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::listen);
  }

  void put(String path, byte[] content) {
    files.put("/corpus/" + path, content);
  }

  void put(String path, String content) {
    put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a list of the digests of all files there are. */
  void putDigests() {
    StringBuilder list = new StringBuilder();
    new TreeMap<>(files)
        .forEach(
            (path, content) ->
                list.append(TestFiles.sha256(content))
                    .append(' ')
                    .append(path.substring("/corpus/".length()))
                    .append('\n'));
    put(ChecksumList.NAME, list.toString());
  }

  void script(Function<Request, Fault> next) {
    script = next;
  }

  /** Asks for {@code user:password} from now on. */
  void requirePassword(String pair) {
    password = pair;
  }

  void hideVersions() {
    tellsVersion = false;
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/corpus/");
  }

  List<Request> log() {
    return log;
  }

  List<Request> log(String path) {
    return log.stream().filter(r -> r.path().equals("/corpus/" + path)).toList();
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        String[] parts = line.split(": ", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
      }
      String[] words = first.split(" ", -1);
      String path = URLDecoder.decode(words[1], StandardCharsets.UTF_8);
      int turn = turns.computeIfAbsent(path, p -> new AtomicInteger()).getAndIncrement();
      Request request = new Request(words[0], path, headers, turn);
      log.add(request);
      mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      Fault fault = script.apply(request);
      answer(answer, request, fault);
      // The next request may come as soon as the last byte of this answer has gone.
      inFlight.decrementAndGet();
      connection.getOutputStream().write(answer.toByteArray());
      if (fault == Fault.SLOW || fault == Fault.HANG) {
        Thread.sleep(60_000);
      }
      if (fault == Fault.RESET) {
        connection.setSoLinger(true, 0);
      }
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    }
  }

  private void answer(OutputStream out, Request request, Fault fault)
      throws IOException, InterruptedException {
    // Long enough for others to come meanwhile.
    Thread.sleep(2);
    String basic =
        "Basic "
            + java.util.Base64.getEncoder()
                .encodeToString(password.getBytes(StandardCharsets.UTF_8));
    byte[] content = files.get(request.path().replaceFirst("^/moved/", "/corpus/"));
    if (!password.isEmpty() && !request.header("authorization").equals(basic)) {
      head(out, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"", "Content-Length: 0");
    } else if (fault == Fault.UNAVAILABLE) {
      head(out, "503 Service Unavailable", "Content-Length: 0");
    } else if (fault == Fault.THROTTLE) {
      head(out, "429 Too Many Requests", "Retry-After: 7", "Content-Length: 0");
    } else if (fault == Fault.FORBIDDEN) {
      head(out, "403 Forbidden", "Content-Length: 0");
    } else if (fault == Fault.REDIRECT_SAME) {
      redirect(out, request.path().replaceFirst("^/corpus/", "/moved/"));
    } else if (fault == Fault.REDIRECT_OTHER_HOST) {
      redirect(
          out,
          "http://localhost:%d%s"
              .formatted(
                  socket.getLocalPort(), request.path().replaceFirst("^/corpus/", "/moved/")));
    } else if (fault == Fault.REDIRECT_LOOP) {
      redirect(out, request.path());
    } else if (fault == Fault.REDIRECT_LOGIN) {
      redirect(out, "/login/?next=" + request.path());
    } else if (fault == Fault.HANG) {
      return;
    } else if (content == null) {
      head(out, "404 Not Found", "Content-Length: 0");
    } else {
      send(out, request, fault, content);
    }
  }

  private void send(OutputStream out, Request request, Fault fault, byte[] content)
      throws IOException {
    String tag = "\"" + TestFiles.sha256(content).substring(0, 12) + "\"";
    String version = tellsVersion ? "ETag: " + tag : "X-None: 1";
    boolean isRange =
        request.header("range").startsWith("bytes=")
            && fault != Fault.IGNORE_RANGE
            && (request.header("if-range").isEmpty() || request.header("if-range").equals(tag));
    int from =
        isRange ? Integer.parseInt(request.header("range").replaceAll("bytes=(\\d+)-", "$1")) : 0;
    if (isRange && (from >= content.length || fault == Fault.UNSATISFIABLE)) {
      head(
          out,
          "416 Range Not Satisfiable",
          version,
          "Content-Range: bytes */" + content.length,
          "Content-Length: 0");
      return;
    }
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    if (fault == Fault.CORRUPT && body.length > 0) {
      body[body.length / 2] ^= 1;
    }
    if (fault == Fault.SHORT_LENGTH) {
      body = Arrays.copyOf(body, body.length / 2);
    }
    int start = fault == Fault.WRONG_RANGE ? Math.max(0, from - 1) : from;
    String length = "Content-Length: " + body.length;
    byte[] sent = body;
    if (fault == Fault.NO_LENGTH) {
      length = "X-None: 2";
    } else if (fault == Fault.CHUNKED) {
      length = "Transfer-Encoding: chunked";
      sent = chunked(body);
    }
    head(
        out,
        isRange ? "206 Partial Content" : "200 OK",
        version,
        isRange
            ? "Content-Range: bytes %d-%d/%d".formatted(start, content.length - 1, content.length)
            : "Accept-Ranges: bytes",
        fault == Fault.PAGE ? "Content-Type: text/html; charset=utf-8" : "X-None: 3",
        fault == Fault.GZIP ? "Content-Encoding: gzip" : "X-None: 4",
        length);
    if (request.method().equals("HEAD")) {
      return;
    }
    boolean isCut = fault == Fault.DROP || fault == Fault.RESET || fault == Fault.SLOW;
    out.write(sent, 0, isCut ? sent.length / 2 : sent.length);
  }

  private static byte[] chunked(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += 1000) {
      int count = Math.min(1000, body.length - at);
      out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, at, count);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static void redirect(OutputStream out, String to) throws IOException {
    head(out, "302 Found", "Location: " + to, "Content-Length: 0");
  }

  private static void head(OutputStream out, String status, String... headers) throws IOException {
    String text =
        "HTTP/1.1 "
            + status
            + "\r\n"
            + String.join("\r\n", headers)
            + "\r\nConnection: close\r\n\r\n";
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
