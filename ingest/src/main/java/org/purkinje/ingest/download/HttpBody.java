package org.purkinje.ingest.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream whose reads end in time, which the JDK's own does not promise.
 * One piece is asked for at a time, so a slow disk slows the server.
 */
final class HttpBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

  /** What the connection brings: buffers, or an end, with or without a failure. */
  private record Event(List<ByteBuffer> buffers, boolean isEnd, @Nullable Throwable failure) {}

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> ready = new ArrayDeque<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final Duration timeout;
  private boolean ended;

  HttpBody(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event(buffers, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    events.add(new Event(List.of(), true, null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (ready.isEmpty()) {
      if (ended) {
        return -1;
      }
      receive();
    }
    ByteBuffer first = ready.getFirst();
    int count = Math.min(length, first.remaining());
    first.get(into, offset, count);
    if (!first.hasRemaining()) {
      ready.removeFirst();
    }
    return count;
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      CompletableFuture<Void> unused = subscription.thenAccept(Flow.Subscription::cancel);
    }
  }

  private void receive() throws IOException {
    Event event = next();
    if (event.failure() != null) {
      ended = true;
      throw new IOException(
          "connection broke off (%s)".formatted(Problem.of(event.failure())), event.failure());
    }
    ended = event.isEnd();
    event.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(ready::add);
    if (!ended) {
      subscription.join().request(1);
    }
  }

  private Event next() throws IOException {
    try {
      Event event = events.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new HttpTimeoutException("nothing came for %d s".formatted(timeout.toSeconds()));
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
