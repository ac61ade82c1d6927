package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.Failure;

/** A folder of a bucket is what one on a disk is; what a store refuses is told in one line. */
class StoredFolderS3Test {

  @TempDir private static Path below;
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(below.resolve("store/bucket"));
    server = S3Server.start(below.resolve("store"), "aws-v2-or-v4");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void writesReadsListsAndDeletes() throws IOException {
    StoredFolder folder = open("s3a://bucket/lake", S3Server.SECRET);
    folder.write("report/demo/index.html", file -> Files.writeString(file, "old"));
    folder.write("report/demo/index.html", file -> Files.writeString(file, "new"));
    assertThat(folder.<String>read("report/demo/index.html", Files::readString)).isEqualTo("new");
    folder.writeAll(
        "corpus",
        files -> {
          Files.writeString(files.resolve("s1.hea"), "s1");
          Files.writeString(Files.createDirectories(files.resolve("truth")).resolve("s1.csv"), "r");
        });
    assertThat(folder.names("corpus")).containsExactly("s1.hea", "truth");
    assertThat(folder.hasFile("corpus/truth/s1.csv")).isTrue();
    assertThat(folder.hasFolder("corpus/truth")).isTrue();
    assertThat(folder.hasFile("corpus/truth")).isFalse();
    assertThat(folder.names("absent")).isEmpty();
    folder.delete("corpus/s1.hea");
    folder.delete("corpus/s1.hea");
    assertThat(folder.names("corpus")).containsExactly("truth");
    assertThat(open("s3a://bucket", S3Server.SECRET).names("")).contains("lake");
  }

  /** As older checkpoints are deleted. */
  @Test
  void deletesAFolderWhenItsFilesAreDeleted() throws IOException {
    StoredFolder folder = open("s3a://bucket/rounds", S3Server.SECRET);
    for (String file : new String[] {"1/model", "1/checkpoint", "2/model"}) {
      folder.write(file, to -> Files.writeString(to, "any"));
    }
    for (String name : folder.names("1")) {
      folder.delete("1/" + name);
    }
    folder.delete("1");
    folder.delete("1");
    // S3Proxy goes on to list a folder that it has on its disk.
    assertThat(folder.hasFolder("1")).isFalse();
    assertThat(folder.names("1")).isEmpty();
    assertThat(folder.names("2")).containsExactly("model");
  }

  @Test
  void keepsTheOldObjectWhenWritingFails() throws IOException {
    StoredFolder folder = open("s3a://bucket/kept", S3Server.SECRET);
    folder.write("a", file -> Files.writeString(file, "old"));
    assertThatThrownBy(
            () ->
                folder.write(
                    "a",
                    file -> {
                      Files.writeString(file, "ne");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(folder.<String>read("a", Files::readString)).isEqualTo("old");
  }

  @Test
  void saysInOneLineWhatTheStoreRefuses() {
    assertThatThrownBy(() -> open("s3a://bucket/lake", "wrong").hasFile("a"))
        .satisfies(
            e ->
                assertThat(Failure.line(e))
                    .isEqualTo(
                        "s3a://bucket/lake/a: access denied; check AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY in the environment, and what they may do in"
                            + " the bucket"));
    assertThatThrownBy(() -> open("s3a://buckets/lake", S3Server.SECRET).hasFile("a"))
        .satisfies(
            e ->
                assertThat(Failure.line(e))
                    .isEqualTo(
                        "s3a://buckets/lake/a: no such bucket; make it, or check its name and that"
                            + " of the store (--conf spark.hadoop.fs.s3a.endpoint=URL)"));
  }

  private static StoredFolder open(String root, String secret) {
    Configuration hadoop = server.hadoop(S3Server.KEY, secret);
    // File systems of other keys must not be taken for this one.
    hadoop.setBoolean("fs.s3a.impl.disable.cache", true);
    return StoredFolder.of(root, hadoop);
  }
}
