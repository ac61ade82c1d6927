package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** A cluster that is down is told at once and in one line. */
class StandaloneMasterTest {

  @Test
  void takesAMasterThatAnswers() throws IOException {
    try (ServerSocket up = listen()) {
      String master = "spark://127.0.0.1:%d".formatted(up.getLocalPort());
      assertThatCode(() -> StandaloneMaster.requireReachable(master)).doesNotThrowAnyException();
    }
  }

  @Test
  void takesAStandbyWhenTheFirstIsDown() throws IOException {
    int free;
    try (ServerSocket closed = listen()) {
      free = closed.getLocalPort();
    }
    try (ServerSocket up = listen()) {
      String master = "spark://127.0.0.1:%d,127.0.0.1:%d".formatted(free, up.getLocalPort());
      assertThatCode(() -> StandaloneMaster.requireReachable(master)).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesAMasterThatDoesNotAnswer() throws IOException {
    int free;
    try (ServerSocket closed = listen()) {
      free = closed.getLocalPort();
    }
    String master = "spark://127.0.0.1:" + free;
    assertThatThrownBy(() -> StandaloneMaster.requireReachable(master))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "master %s: nothing answers there; start it (local-cluster/start starts one here) or"
                    .formatted(master)
                + " give another with --master");
  }

  @Test
  void refusesAnAddressWithoutPort() {
    assertThatThrownBy(() -> StandaloneMaster.requireReachable("spark://here"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("master spark://here: must be spark://HOST:PORT, hosts parted by commas");
  }

  @Test
  void leavesOtherMastersToSpark() {
    assertThatCode(() -> StandaloneMaster.requireReachable("local[2]")).doesNotThrowAnyException();
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
