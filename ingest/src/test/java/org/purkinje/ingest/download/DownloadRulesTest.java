package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns, waits, and the texts that are written and read. */
class DownloadRulesTest {

  @Test
  void givesTurnsEvenlySpacedWithoutABurstAfterAPause() throws Exception {
    SteppedTime time = new SteppedTime();
    RateLimit limit = new RateLimit(4, time);
    List<Long> turns = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (i == 3) {
        time.sleep(Duration.ofSeconds(10));
      }
      limit.acquire();
      turns.add(time.nanoTime() / 1_000_000);
    }
    assertThat(turns).containsExactly(0L, 250L, 500L, 10_500L, 10_750L, 11_000L);
  }

  @Test
  void holdsAllTurnsBack() throws Exception {
    SteppedTime time = new SteppedTime();
    RateLimit limit = new RateLimit(100, time);
    limit.hold(Duration.ofSeconds(3));
    limit.hold(Duration.ofSeconds(1));
    limit.acquire();
    assertThat(time.nanoTime()).isEqualTo(3_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0,500,1000",
    "2,0,1000,2000",
    "3,0,2000,4000",
    "30,0,30000,60000",
    "1,7,7000,7000",
    "1,100000,300000,300000"
  })
  void doublesItsWaitsUpToABound(int failures, long retryAfter, long least, long most) {
    for (int i = 0; i < 200; i++) {
      assertThat(BackOff.after(failures, Duration.ofSeconds(retryAfter)).toMillis())
          .isBetween(least, most);
    }
  }

  @Test
  void readsItsOwnLinesAndNoneThatIsCutShort() {
    StateLine line =
        new StateLine(
            "sub/ä, \"b\"\n%.dat",
            StateLine.Status.VERIFIED,
            12,
            34,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            "\"tag,1\"",
            "ab".repeat(32));
    assertThat(line.text()).doesNotContain("\n");
    assertThat(StateLine.parse(line.text())).contains(line);
    for (int length = 0; length < line.text().length(); length++) {
      assertThat(StateLine.parse(line.text().substring(0, length))).isEmpty();
    }
    assertThat(StateLine.parse(StateLine.HEADER)).isEmpty();
  }

  @Test
  void readsDigestsAsTheUsualToolsWriteThem(@TempDir Path folder) throws Exception {
    String digest = "0123456789ABCDEF".repeat(4);
    Path list =
        Files.writeString(
            folder.resolve("list"),
            digest + " one.dat\r\n" + digest + "  two words.dat\n\n" + digest + " *./sub/3.dat");
    assertThat(ChecksumList.read("list", list))
        .containsExactly(
            RemoteFile.of("one.dat", digest.toLowerCase(java.util.Locale.ROOT)),
            RemoteFile.of("two words.dat", digest.toLowerCase(java.util.Locale.ROOT)),
            RemoteFile.of("sub/3.dat", digest.toLowerCase(java.util.Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://physionet.org/files/mitdb/1.0.0/",
        "http://localhost:8080/x/",
        "s3a://physionet-open/mitdb/1.0.0/",
        "s3a://with_underscore/",
        "https://zenodo.org/records/1/files/a.zip?download=1"
      })
  void takesFoldersAndFilesAsSources(String source) {
    assertThat(Source.of(source).uri()).hasToString(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mitdb",
        "file:///x/",
        "ftp://a/",
        "https://me:hidden@a.org/",
        "https://a.org/x/?key=hidden",
        "https://a.org/x/#hidden",
        "https://a.org/a b/",
        "https:///x/",
        "https://a.org/.."
      })
  void refusesOtherSourcesWithoutRepeatingSecrets(String source) {
    assertThatThrownBy(() -> Source.of(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source must ")
        .hasMessageNotContaining("hidden");
  }
}
