package org.purkinje.ingest.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.ingest.download.FaultyServer.Fault;
import org.purkinje.ingest.download.FaultyServer.Request;

/** A password reaches the source's origin and nothing else. */
@Timeout(60)
class DownloadCredentialsTest {

  private static final String PASSWORD = "pä55-w0rd-never-shown";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PURKINJE_HTTP_USER", "someone", "PURKINJE_HTTP_PASSWORD", PASSWORD);
  private static final String HEADER =
      Base64.getEncoder().encodeToString(("someone:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private FaultyServer server;

  @BeforeEach
  void startServer() {
    server = new FaultyServer();
    server.put("a.dat", "content");
    server.put("b.dat", "content of b");
    server.putDigests();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void opensACredentialedCorpus() throws Exception {
    server.requirePassword("someone:" + PASSWORD);
    assertThat(trial().run().failed()).isEmpty();
    assertThat(TestFiles.digests(folder)).hasSize(3);
  }

  @Test
  void goesToNoOtherHost() throws Exception {
    server.script(r -> r.path().startsWith("/corpus/a") ? Fault.REDIRECT_OTHER_HOST : Fault.NONE);
    assertThat(trial().run().failed()).isEmpty();
    assertThat(server.log()).hasSize(4);
    for (Request request : server.log()) {
      boolean isOther = request.header("host").startsWith("localhost");
      assertThat(isOther).isEqualTo(request.path().startsWith("/moved/"));
      assertThat(request.header("authorization")).isEqualTo(isOther ? "" : "Basic " + HEADER);
    }
  }

  @Test
  void staysAwayFromAnonymousRequests() throws Exception {
    new Trial(server.root(), folder).run();
    assertThat(server.log()).allMatch(r -> r.header("authorization").isEmpty());
  }

  @Test
  void namesTheVariablesAndTheAgreementIfAccessIsDenied() {
    server.requirePassword("other:one");
    assertThatThrownBy(() -> trial().run())
        .isInstanceOf(RemoteException.class)
        .hasMessage(
            server.root()
                + "SHA256SUMS.txt: access denied (status 401); for a credentialed corpus set"
                + " anonymous: false and the environment's PURKINJE_HTTP_USER and"
                + " PURKINJE_HTTP_PASSWORD, and sign the corpus' data use agreement with that"
                + " account");
    server.requirePassword("");
    server.script(r -> Fault.REDIRECT_LOGIN);
    assertThatThrownBy(() -> trial().run())
        .hasMessageContaining("access denied (redirected to a login page); for a credentialed");
  }

  @Test
  void saysSoForAFolderThatIsForbidden() throws Exception {
    server.script(r -> Fault.FORBIDDEN);
    assertThat(trial().run().failed().get(0).detail())
        .startsWith("access denied (status 403); for a credentialed corpus set anonymous: false");
  }

  @Test
  void isAskedForByTheNameOfItsVariable() {
    assertThatThrownBy(
            () -> HttpCredentials.of(server.root(), Map.of("PURKINJE_HTTP_USER", "someone")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "anonymous is false, so the environment must hold PURKINJE_HTTP_USER and"
                + " PURKINJE_HTTP_PASSWORD, got no PURKINJE_HTTP_PASSWORD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org/x/", "http://127.0.0.1.example.org/", "http://localhost.org/"})
  void goesNowhereInClearTextButToThisMachine(String source) {
    assertThatThrownBy(() -> HttpCredentials.of(URI.create(source), ENVIRONMENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "source must begin with https:// when anonymous is false, got http://");
    assertThat(HttpCredentials.of(URI.create("https://example.org/"), ENVIRONMENT).toString())
        .isEqualTo("credentials for https://example.org:443");
  }

  @Test
  void belongsToOneSchemeHostAndPort() {
    HttpCredentials own = HttpCredentials.of(URI.create("https://a.org/x/"), ENVIRONMENT);
    assertThat(own.belongTo(URI.create("https://A.org:443/y"))).isTrue();
    assertThat(own.belongTo(URI.create("http://a.org/y"))).isFalse();
    assertThat(own.belongTo(URI.create("https://b.a.org/y"))).isFalse();
    assertThat(own.belongTo(URI.create("https://a.org:8443/y"))).isFalse();
  }

  @Test
  void occursInNoLogLineMessageOrFile() throws Exception {
    StringWriter seen = new StringWriter();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    AbstractAppender appender = appender(seen);
    Level before = context.getConfiguration().getRootLogger().getLevel();
    context.getRootLogger().addAppender(appender);
    Configurator.setRootLevel(Level.ALL);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      server.requirePassword("someone:" + PASSWORD);
      server.script(r -> r.turn() == 0 ? Fault.DROP : Fault.NONE);
      trial().run();
      server.script(r -> r.path().endsWith("dat") ? Fault.CORRUPT : Fault.NONE);
      seen.append(
          new Trial(server.root(), folder.resolve("other"))
              .environment(ENVIRONMENT)
              .run()
              .toString());
      server.requirePassword("someone:else");
      catchThrowable(() -> trial().run()).printStackTrace(new PrintWriter(seen));
    } finally {
      System.setOut(out);
      System.setErr(err);
      Configurator.setRootLevel(before);
      context.getRootLogger().removeAppender(appender);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        seen.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(seen.toString() + printed.toString(StandardCharsets.UTF_8))
        .contains("access denied")
        .doesNotContain("w0rd-never", HEADER);
  }

  private static AbstractAppender appender(StringWriter into) {
    AbstractAppender appender =
        new AbstractAppender("seen", null, null, false, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            into.append(event.getMessage().getFormattedMessage()).append('\n');
          }
        };
    appender.start();
    return appender;
  }

  private Trial trial() {
    return new Trial(server.root(), folder).environment(ENVIRONMENT).attempts(2);
  }
}
