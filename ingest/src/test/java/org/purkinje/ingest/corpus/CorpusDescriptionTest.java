package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.SubjectIdentity;

class CorpusDescriptionTest {

  private static final Path CORPORA = Path.of("../configs/corpora");

  @Test
  void loadsEveryFileOfConfigsCorpora() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(CORPORA)) {
      files = all.toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      CorpusDescription corpus = CorpusDescription.read(file);
      assertThat(file.getFileName()).hasToString(corpus.name() + ".yaml");
      assertThat(corpus.channels()).isNotEmpty();
    }
  }

  @Test
  void takesTheFirstRuleThatFitsTheWholeChannelName() {
    CorpusDescription cinc2015 = read("cinc2015");
    assertThat(cinc2015.rule("II").kind()).isEqualTo(SignalKind.ECG);
    assertThat(cinc2015.rule(" PLETH ").kind()).isEqualTo(SignalKind.PPG);
    assertThat(cinc2015.rule("ABP").kind()).isEqualTo(SignalKind.ABP);
    assertThat(cinc2015.rule("RESP").kind()).isEqualTo(SignalKind.RESP);
    assertThat(cinc2015.rule("PLETH2").kind()).isEqualTo(SignalKind.OTHER);
  }

  @Test
  void assumesWhoARecordIsOfWhereTheFileDoesNotSay(@TempDir Path home) throws IOException {
    String yaml = Files.readString(CORPORA.resolve("mitdb.yaml"));
    Path corpora = Files.createDirectories(home.resolve("configs/corpora"));
    Files.writeString(
        corpora.resolve("mitdb.yaml"),
        yaml.replaceAll("(?m)^ *identity: .*\\n", "").replaceAll("(?m)^contains: .*\\n", ""));
    String before = System.getProperty("purkinje.home", "");
    System.setProperty("purkinje.home", home.toString());
    try {
      CorpusDescription corpus = CorpusDescription.named("mitdb");
      assertThat(corpus.subject().identity()).isEqualTo(SubjectIdentity.ASSUMED);
      assertThat(corpus.contains()).isEmpty();
    } finally {
      if (before.isEmpty()) {
        System.clearProperty("purkinje.home");
      } else {
        System.setProperty("purkinje.home", before);
      }
    }
  }

  @Test
  void refusesAPatternThatIsNoRegularExpression() throws IOException {
    String yaml = Files.readString(CORPORA.resolve("mitdb.yaml"));
    long line = yaml.substring(0, yaml.indexOf("MLII|")).lines().count();
    assertThatThrownBy(() -> CorpusDescription.parse("mitdb.yaml", yaml.replace("MLII|", "MLII(|")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mitdb.yaml: line "
                + line
                + ": pattern must be a regular expression, got MLII(|I|II|III|V[1-6]?: Unclosed"
                + " group");
  }

  @Test
  void refusesASubjectPatternWithoutAGroup() throws IOException {
    String yaml = Files.readString(CORPORA.resolve("mitdb.yaml"));
    long line = yaml.substring(0, yaml.indexOf("\n  pattern: ")).lines().count() + 1;
    assertThatThrownBy(
            () ->
                CorpusDescription.parse(
                    "mitdb.yaml", yaml.replace("\"(?:.*/)?(\\\\w+)\"", "\"\\\\w+\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mitdb.yaml: line " + line + ": pattern must have a group, got \\w+");
  }

  @Test
  void refusesACorpusWithoutChannels() throws IOException {
    String yaml = Files.readString(CORPORA.resolve("mitdb.yaml"));
    String without = yaml.replaceAll("(?m)^channels:\\n(?: .*\\n)+", "");
    assertThatThrownBy(() -> CorpusDescription.parse("mitdb.yaml", without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mitdb.yaml: top level: channels must hold 1 rule or more, got none");
  }

  @Test
  void namesTheNearestOfACorpusThatThereIsNot() {
    String before = System.getProperty("purkinje.home", "");
    System.setProperty("purkinje.home", "..");
    try {
      assertThatThrownBy(() -> CorpusDescription.named("mitdbb"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "no corpus named mitdbb, did you mean mitdb? There is no"
                  + " ../configs/corpora/mitdbb.yaml");
    } finally {
      if (before.isEmpty()) {
        System.clearProperty("purkinje.home");
      } else {
        System.setProperty("purkinje.home", before);
      }
    }
  }

  @Test
  void isDownloadedFromTheFirstFolderAmongItsSources() {
    assertThat(read("mitdb").download()).isEqualTo("https://physionet.org/files/mitdb/1.0.0/");
    assertThatThrownBy(() -> read("code15").download())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "corpus code15 has no folder among its sources, got"
                + " [https://zenodo.org/records/4916206]; download it by hand, or give --source");
  }

  @Test
  void saysTheSameOfPtbXlAtBothFrequencies() throws IOException {
    assertThat(facts("ptb-xl-100").replace("records100", "records500").replace("_lr", "_hr"))
        .isEqualTo(facts("ptb-xl"));
  }

  /** A file without its comments, name, title and what it says of other corpora. */
  private static String facts(String name) throws IOException {
    return Files.readString(CORPORA.resolve(name + ".yaml"))
        .replaceAll("(?m)^(?:#|name:|title:|contains:|  - \\{corpus:).*\\n", "");
  }

  static CorpusDescription read(String name) {
    return CorpusDescription.read(CORPORA.resolve(name + ".yaml"));
  }
}
