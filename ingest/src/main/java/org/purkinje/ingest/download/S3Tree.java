package org.purkinje.ingest.download;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.purkinje.ingest.download.RemoteException.Kind;

/**
 * What lies in a bucket below a prefix, or, if the address does not end with {@code /}, one object.
 */
final class S3Tree implements RemoteTree {

  private static final String ANONYMOUS =
      "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider";

  private final URI root;
  private final FileSystem files;
  private final RateLimit limit;
  private final Map<String, FileStatus> statusByPath = new ConcurrentHashMap<>();

  private S3Tree(URI root, FileSystem files, RateLimit limit) {
    this.root = root;
    this.files = files;
    this.limit = limit;
  }

  /**
   * @param hadoop settings, e.g. {@code fs.s3a.endpoint}; left as they are
   */
  static S3Tree open(URI root, boolean anonymous, RateLimit limit, Configuration hadoop)
      throws IOException {
    Configuration own = new Configuration(hadoop);
    if (anonymous) {
      own.set("fs.s3a.aws.credentials.provider", ANONYMOUS);
    }
    // Files are read from one end to the other.
    own.set("fs.s3a.experimental.input.fadvise", "sequential");
    try {
      return new S3Tree(root, FileSystem.newInstance(root, own), limit);
    } catch (IOException e) {
      throw readable(root.toString(), e);
    }
  }

  @Override
  public String uri(String path) {
    return isFile() ? root.toString() : root + path;
  }

  @Override
  public Optional<List<RemoteFile>> list() throws IOException, InterruptedException {
    if (isFile()) {
      String path = root.getPath();
      return Optional.of(List.of(stat(path.substring(path.lastIndexOf('/') + 1))));
    }
    limit.acquire();
    List<RemoteFile> found = new ArrayList<>();
    try {
      Path folder = new Path(root);
      String base = files.makeQualified(folder).toUri().getPath();
      String front = base.endsWith("/") ? base : base + "/";
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      while (all.hasNext()) {
        LocatedFileStatus status = all.next();
        String path = status.getPath().toUri().getPath();
        // A key with .. in it is no longer below the root; the list refuses it by its name.
        String below = path.startsWith(front) ? path.substring(front.length()) : path;
        statusByPath.put(below, status);
        found.add(file(below, status));
      }
    } catch (IOException e) {
      throw readable(root.toString(), e);
    }
    return Optional.of(found);
  }

  @Override
  public RemoteFile stat(String path) throws IOException, InterruptedException {
    limit.acquire();
    try {
      FileStatus status = files.getFileStatus(place(path));
      statusByPath.put(path, status);
      return file(path, status);
    } catch (IOException e) {
      throw readable(uri(path), e);
    }
  }

  @Override
  public Transfer open(String path, long from, String validator)
      throws IOException, InterruptedException {
    FileStatus status = statusByPath.get(path);
    if (status == null) {
      stat(path);
      status = statusByPath.get(path);
    }
    limit.acquire();
    RemoteFile now = file(path, status);
    long length = now.bytes().orElseThrow();
    boolean goesOn = from <= length && !validator.isEmpty() && validator.equals(now.validator());
    long offset = goesOn ? from : 0;
    try {
      FSDataInputStream in = files.openFile(status.getPath()).withFileStatus(status).build().get();
      if (offset < length) {
        in.seek(offset);
        return new Transfer(offset, now.bytes(), now.validator(), in);
      }
      in.close();
      return new Transfer(offset, now.bytes(), now.validator(), InputStream.nullInputStream());
    } catch (ExecutionException e) {
      throw readable(
          uri(path), e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
    } catch (IOException e) {
      throw readable(uri(path), e);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private boolean isFile() {
    return !root.getPath().endsWith("/");
  }

  private Path place(String path) {
    return isFile() ? new Path(root) : new Path(new Path(root), path);
  }

  private static RemoteFile file(String path, FileStatus status) {
    String tag = status instanceof EtagSource source ? source.getEtag() : null;
    return new RemoteFile(
        path, OptionalLong.of(status.getLen()), Optional.empty(), tag == null ? "" : tag);
  }

  /** The store's failure in one line. */
  private static IOException readable(String uri, IOException e) {
    if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
      Thread.currentThread().interrupt();
      return e;
    }
    String type = e.getClass().getSimpleName();
    if (type.equals("UnknownStoreException")) {
      return new RemoteException(
          Kind.DENIED, uri + ": no such bucket; check its name and fs.s3a.endpoint");
    }
    if (e instanceof FileNotFoundException) {
      return new RemoteException(Kind.ABSENT, uri + ": no such object or prefix");
    }
    if (e instanceof AccessDeniedException) {
      return new RemoteException(
          Kind.DENIED,
          uri
              + ": access denied; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"
              + " to keys that may read it, or anonymous: true for a public bucket");
    }
    return new IOException(uri + ": " + Problem.of(e), e);
  }
}
