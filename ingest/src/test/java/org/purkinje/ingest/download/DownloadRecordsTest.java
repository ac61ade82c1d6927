package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.download.FaultyServer.Fault;
import org.purkinje.ingest.download.FileOutcome.Fetched;
import org.purkinje.ingest.download.FileOutcome.Reason;

/**
 * Trees without digests: {@code RECORDS}, headers and {@code ANNOTATORS} tell which files exist.
 */
@Timeout(60)
class DownloadRecordsTest {

  @TempDir private Path folder;
  private FaultyServer server;

  @BeforeEach
  void startServer() {
    server = new FaultyServer();
    // As in ptb-xl and mimic3wdb-matched: records in folders, folders with lists of their own.
    server.put("RECORDS", "p00/p1/\n./plain/100\nplain/x.edf\n");
    server.put("p00/p1/RECORDS", "multi\n");
    server.put("p00/p1/multi.hea", "multi/3 2 125 30\nmulti_layout 0\ns_0001 10\n~ 20\n");
    server.put("p00/p1/multi_layout.hea", "multi_layout 2 125 0\n~ 0 1\n~ 0 1\n");
    server.put("p00/p1/s_0001.hea", "s_0001 2 125 10\ns_0001.dat 16\ns_0001.dat 16\n");
    server.put("p00/p1/s_0001.dat", "0123456789012345678901234567890123456789");
    server.put("plain/100.hea", "100 2 360 10\n100.dat 16\n100b.dat 16\n");
    server.put("plain/100.dat", "01234567890123456789");
    server.put("plain/100b.dat", "98765432109876543210");
    server.put("plain/100.atr", "beats");
    server.put("plain/x.edf", "0       ");
    server.put("ANNOTATORS", "atr\treference beats\nqrs\tmachine beats\n");
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void followsListsHeadersAndSegments() throws Exception {
    CorpusDownload.Result result = new Trial(server.root(), folder).run();
    assertThat(result.failed()).isEmpty();
    assertThat(result.fetched())
        .extracting(Fetched::path)
        .containsExactlyInAnyOrder(
            "RECORDS",
            "ANNOTATORS",
            "p00/p1/RECORDS",
            "p00/p1/multi.hea",
            "p00/p1/multi_layout.hea",
            "p00/p1/s_0001.hea",
            "p00/p1/s_0001.dat",
            "plain/100.hea",
            "plain/100.dat",
            "plain/100b.dat",
            "plain/100.atr",
            "plain/x.edf");
    assertThat(result.fetched()).noneMatch(Fetched::verified);
    assertThat(result.discovered()).isEqualTo(12);
    assertThat(TestFiles.digests(folder)).hasSize(12);
  }

  @Test
  void goesOnThroughFaults() throws Exception {
    server.script(
        request ->
            request.turn() < 3
                ? Fault.values()[1 + (request.path().hashCode() >>> 3) % 2]
                : Fault.NONE);
    assertThat(new Trial(server.root(), folder).attempts(6).run().failed()).isEmpty();
    assertThat(TestFiles.digests(folder)).hasSize(12);
  }

  @Test
  void leavesFoldersAloneThatNoWantedPathBeginsWith() throws Exception {
    CorpusDownload.Result result = new Trial(server.root(), folder).files("plain/100\\..*").run();
    assertThat(result.fetched())
        .extracting(Fetched::path)
        .containsExactlyInAnyOrder(
            "RECORDS", "ANNOTATORS", "plain/100.hea", "plain/100.dat", "plain/100.atr");
    // p00/p1/, plain/100b.dat and plain/x.edf
    assertThat(result.excluded()).isEqualTo(3);
    assertThat(server.log("p00/p1/RECORDS")).isEmpty();
  }

  @Test
  void countsWhatAListNamesInVainAsFailed() throws Exception {
    server.put("RECORDS", "plain/100\nplain/102\nbroken\n../100\n");
    server.put("broken.hea", "broken x y\n");
    server.put("plain/100.hea", "100 2 360 10\n100.dat 16\ngone.dat 16\n");
    CorpusDownload.Result result = new Trial(server.root(), folder).run();
    assertThat(result.failed())
        .extracting(FileOutcome.Failed::path, FileOutcome.Failed::reason)
        .containsExactlyInAnyOrder(
            tuple("plain/102.hea", Reason.ABSENT),
            tuple("broken.hea", Reason.MALFORMED),
            tuple("../100.hea", Reason.UNSAFE_PATH),
            tuple("plain/gone.dat", Reason.ABSENT));
    assertThat(result.discovered()).isEqualTo(result.fetched().size() + 4L);
  }

  @Test
  void asksForNoBodyTwice() throws Exception {
    new Trial(server.root(), folder).run();
    Trial second = new Trial(server.root(), folder);
    assertThat(second.run().fetched()).hasSize(12);
    assertThat(second.bytes).hasValue(0);
  }
}
