package org.purkinje.ingest.download;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that a source says it has.
 *
 * @param path below the source's root, with {@code /} between folders
 * @param bytes length, if the source told it
 * @param sha256 digest in lower-case hex, if the publisher gives one
 * @param validator the version, as {@link RemoteTree} tells it; empty if unknown
 */
public record RemoteFile(
    String path, OptionalLong bytes, Optional<String> sha256, String validator) {

  static RemoteFile at(String path) {
    return new RemoteFile(path, OptionalLong.empty(), Optional.empty(), "");
  }

  static RemoteFile of(String path, String sha256) {
    return new RemoteFile(path, OptionalLong.empty(), Optional.of(sha256), "");
  }

  RemoteFile withSha256(Optional<String> digest) {
    return new RemoteFile(path, bytes, digest, validator);
  }
}
