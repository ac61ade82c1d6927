package org.purkinje.jobsupport.run;

import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.file.StoreFailure;

/** Finds in a chain of causes the one that a user can act on. */
public final class Failure {

  /** What Linux says, and Java repeats without the file's name. */
  private static final String DISK_FULL = "No space left on device";

  /** How Spark quotes the exception of a task that it does not give as a cause. */
  private static final Pattern QUOTED = Pattern.compile("\\(TID \\d+\\) \\([^)]*\\): (.*)");

  /** How an executor ends that has no memory left: {@code SparkExitCode.OOM}. */
  private static final Pattern EXECUTOR_OUT_OF_MEMORY =
      Pattern.compile("ExecutorLostFailure.*(code 52|code 137|exit status: 137)");

  /** Exceptions of the JDK whose texts stand for themselves. */
  private static final Set<Class<?>> PLAIN =
      Set.of(
          IllegalArgumentException.class,
          IllegalStateException.class,
          RuntimeException.class,
          UnsupportedOperationException.class);

  private Failure() {}

  /**
   * The outermost malformed-file or argument error, or failure of a catalog or object store, but
   * for an exhausted memory behind it; else the innermost cause.
   */
  public static Throwable cause(Throwable failure) {
    Throwable innermost = failure;
    @Nullable Throwable actionable = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      innermost = t;
      if (t instanceof OutOfMemoryError) {
        return t;
      }
      if (t instanceof MalformedFileException
          || t instanceof IllegalArgumentException
          || t instanceof SQLException
          || StoreFailure.line(t).isPresent()) {
        actionable = actionable == null ? t : actionable;
      }
    }
    return actionable == null ? innermost : actionable;
  }

  /** What to tell a user of it, in one line. */
  public static String line(Throwable failure) {
    Throwable cause = cause(failure);
    String line = unquoted(describe(cause)).lines().findFirst().orElse(cause.toString());
    return line.equals(DISK_FULL)
        ? line + "; free some where the warehouse or the temporary files are, then run it again"
        : line;
  }

  private static String describe(Throwable cause) {
    Optional<String> ofStore = StoreFailure.line(cause);
    if (ofStore.isPresent()) {
      return ofStore.get();
    }
    String name = cause.getClass().getSimpleName();
    String text = cause.getMessage();
    if (cause instanceof OutOfMemoryError) {
      return outOfMemory(String.valueOf(text));
    }
    if (text == null || text.isBlank()) {
      return cause.toString();
    }
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return "class %s cannot be loaded; remove distribution/target to have everything built anew"
          .formatted(text.replace('/', '.'));
    }
    if (cause instanceof NoSuchFileException file) {
      return file.getFile() + ": no such file or folder";
    }
    if (cause instanceof AccessDeniedException file) {
      return file.getFile() + ": permission denied";
    }
    if (cause instanceof FileSystemException file && file.getReason() == null) {
      return text + ": " + name;
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host " + text;
    }
    String type = cause.getClass().getPackageName();
    boolean ofTheJdk = type.equals("java.lang") || type.equals("java.util");
    return ofTheJdk && !PLAIN.contains(cause.getClass()) ? name + ": " + text : text;
  }

  private static String unquoted(String text) {
    if (text.contains("SparkContext was shut down") || text.contains("stopped SparkContext")) {
      return "Spark ended in the middle of the work, as when its master is lost; run it again";
    }
    if (EXECUTOR_OUT_OF_MEMORY.matcher(text).find()) {
      return "an executor ran out of memory; give it more, e.g. --conf spark.executor.memory=8g";
    }
    Matcher quoted = QUOTED.matcher(text);
    if (!quoted.find()) {
      return text;
    }
    String exception = quoted.group(1);
    return exception.startsWith(OutOfMemoryError.class.getName())
        ? outOfMemory(exception.substring(exception.indexOf(' ') + 1))
        : exception;
  }

  private static String outOfMemory(String text) {
    return "out of memory (%s) with a Java heap of %,d MB; give more, e.g. PURKINJE_MEMORY=%dg"
        .formatted(text, heapMegabytes(), Math.max(2, 2 * heapMegabytes() / 1024));
  }

  private static long heapMegabytes() {
    return Runtime.getRuntime().maxMemory() / (1024 * 1024);
  }
}
