package org.purkinje.jobsupport.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Tells how far long work is: on a terminal one line that is written over each second, elsewhere a
 * plain line every ten seconds, both on standard error.
 */
public final class Progress implements AutoCloseable {

  private final String what;
  private final String unit;
  private final long total;
  private final LongAccumulator done;

  @SuppressWarnings("SystemConsoleNull") // on JDK 17 it is null where there is no terminal
  private final boolean terminal = System.console() != null;

  private final PrintStream out = System.err;
  private final long startedAt = System.nanoTime();
  private final ScheduledExecutorService clock;
  private volatile Supplier<String> detail = () -> "";

  private Progress(String what, String unit, long total, LongAccumulator done) {
    this.what = what;
    this.unit = unit;
    this.total = total;
    this.done = done;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    long period = terminal ? 1 : 10;
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(this::print, period, period, TimeUnit.SECONDS);
  }

  /**
   * @param what name shown, e.g. {@code ingest mitdb}
   * @param unit what is counted, in the plural, e.g. {@code records}
   * @param total how many there will be; 0 if unknown
   */
  public static Progress start(SparkSession spark, String what, String unit, long total) {
    return new Progress(what, unit, total, spark.sparkContext().longAccumulator(what));
  }

  /** Counts from any task. */
  public LongAccumulator counter() {
    return done;
  }

  /**
   * Ends each line with more.
   *
   * @param more what to add, e.g. {@code 12.3 MB}; asked from another thread
   */
  public Progress with(Supplier<String> more) {
    detail = () -> ", " + more.get();
    return this;
  }

  /** Prints the last line. */
  @Override
  public void close() {
    clock.shutdownNow();
    out.println((terminal ? "\r\033[K" : "") + line());
  }

  private void print() {
    if (terminal) {
      out.print("\r\033[K" + line());
      out.flush();
    } else if (done.value() != total) {
      // The last line is left to close.
      out.println(line());
    }
  }

  private String line() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
    return line(what, unit, done.value(), total, elapsed) + detail.get();
  }

  static String line(String what, String unit, long done, long total, Duration elapsed) {
    double seconds = Math.max(1e-3, elapsed.toMillis() / 1e3);
    double rate = done / seconds;
    StringBuilder line = new StringBuilder(what).append(": ").append(group(done));
    if (total > 0) {
      line.append(" of ").append(group(total));
    }
    line.append(' ').append(unit);
    line.append(String.format(Locale.ROOT, ", %.1f/s, %.0f s", rate, seconds));
    if (total > done && done > 0) {
      line.append(String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate));
    }
    return line.toString();
  }

  private static String group(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
