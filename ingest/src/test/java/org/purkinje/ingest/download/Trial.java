package org.purkinje.ingest.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A download over HTTP with time that passes at once and short patience. */
final class Trial implements Meter {

  static final HttpTimeouts IMPATIENT =
      new HttpTimeouts(Duration.ofSeconds(2), Duration.ofMillis(300));

  final SteppedTime time = new SteppedTime();
  final AtomicLong bytes = new AtomicLong();
  private final URI source;
  private final Path folder;
  private String files = ".*";
  private int parallelism = 2;
  private int attempts = 5;
  private @Nullable Map<String, String> environment;

  Trial(URI source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  Trial files(String pattern) {
    files = pattern;
    return this;
  }

  Trial parallelism(int count) {
    parallelism = count;
    return this;
  }

  Trial attempts(int count) {
    attempts = count;
    return this;
  }

  Trial environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  CorpusDownload.Result run() throws IOException, InterruptedException {
    Optional<HttpCredentials> credentials =
        Optional.ofNullable(environment).map(e -> HttpCredentials.of(source, e));
    RemoteTree tree =
        new HttpTree(
            Source.of(source.toString()).uri(), credentials, IMPATIENT, new RateLimit(1000, time));
    try (CorpusDownload download =
        CorpusDownload.open(tree, folder, parallelism, attempts, time, this)) {
      return download.fetch(download.find(Pattern.compile(files)));
    }
  }

  @Override
  public void bytes(long count) {
    bytes.addAndGet(count);
  }

  @Override
  public void file() {}
}
