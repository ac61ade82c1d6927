package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether a standalone master answers; Spark itself tries for a minute and says little. */
final class StandaloneMaster {

  private static final String SCHEME = "spark://";
  private static final Pattern ADDRESS = Pattern.compile("([^:,]+):(\\d{1,5})");
  private static final int TIMEOUT_MS = 5_000;

  private StandaloneMaster() {}

  /**
   * @param master Spark master; looked at only if it is {@code spark://HOST:PORT,…}
   * @throws IllegalArgumentException if none of the hosts takes a connection
   */
  static void requireReachable(String master) {
    if (!master.startsWith(SCHEME)) {
      return;
    }
    List<String> addresses = Arrays.asList(master.substring(SCHEME.length()).split(",", -1));
    for (String address : addresses) {
      Matcher parts = ADDRESS.matcher(address);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "master %s: must be spark://HOST:PORT, hosts parted by commas".formatted(master));
      }
      if (isReachable(parts.group(1), Integer.parseInt(parts.group(2)))) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "master %s: nothing answers there; start it (local-cluster/start starts one here) or give"
                .formatted(master)
            + " another with --master");
  }

  private static boolean isReachable(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
