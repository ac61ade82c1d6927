package org.purkinje.jobsupport.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the failures of an object store mean to a user. S3A's own classes are known by name. */
public final class StoreFailure {

  private static final String S3A = "org.apache.hadoop.fs.s3a.";
  private static final Pattern ADDRESS = Pattern.compile("s3a://[^\\s'\"]*[^\\s'\":]");
  private static final String NO_CREDENTIALS = "NoAuthWithAWSException";

  private StoreFailure() {}

  /** One line with the remedy; empty if it is no failure of a store. */
  public static Optional<String> line(Throwable failure) {
    if (!(failure instanceof IOException)) {
      return Optional.empty();
    }
    String address = address(failure);
    if (failure.getClass().getName().equals(S3A + "UnknownStoreException")) {
      return Optional.of(
          address
              + ": no such bucket; make it, or check its name and that of the store"
              + " (--conf spark.hadoop.fs.s3a.endpoint=URL)");
    }
    if (failure instanceof AccessDeniedException denied && isOfStore(denied)) {
      return Optional.of(
          address
              + (causes(failure, NO_CREDENTIALS)
                  ? ": no credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
                      + " environment"
                  : ": access denied; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
                      + " environment, and what they may do in the bucket"));
    }
    if (failure.getClass().getName().startsWith(S3A)) {
      return Optional.of(
          address
              + ": the store does not answer, or not as it should (%s); check --conf spark.hadoop.fs.s3a.endpoint=URL"
                  .formatted(innermost(failure)));
    }
    return Optional.empty();
  }

  private static boolean isOfStore(AccessDeniedException denied) {
    return FileTree.isRemote(String.valueOf(denied.getFile()))
        || causes(denied, "Amazon")
        || causes(denied, NO_CREDENTIALS);
  }

  /** S3A begins its texts with the address, if it knows it. */
  private static String address(Throwable failure) {
    Matcher address = ADDRESS.matcher(String.valueOf(failure.getMessage()));
    return address.find() ? address.group() : "the object store";
  }

  private static boolean causes(Throwable failure, String name) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getClass().getSimpleName().startsWith(name)) {
        return true;
      }
    }
    return false;
  }

  private static String innermost(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("").strip();
  }
}
