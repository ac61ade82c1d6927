package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.biosignal.signal.SignalKind;

class ChannelRuleTest {

  private static final Path CORPORA = Path.of("../configs/corpora");

  private static final ChannelRule STANDARD_12 =
      new ChannelRule(LeadSet.STANDARD_12, "", SignalKind.ECG, "", "mV");

  /** The two patterns that a file without {@code leads} needs for the same channels. */
  private static final List<ChannelRule> PATTERNS =
      List.of(
          new ChannelRule(LeadSet.NONE, "I|II|III|V[1-6]", SignalKind.ECG, "$0", "mV"),
          new ChannelRule(LeadSet.NONE, "[aA][vV]([RLF])", SignalKind.ECG, "aV$1", "mV"));

  static Stream<String> namesOfLeads() {
    Stream<String> labels = Stream.of(Lead.values()).map(Lead::label);
    List<String> others =
        List.of("AVR", "avL", "AvF", "avr", "iii", "v1", "V", "V0", "IV", " aVR ", "ECG II", "");
    return Stream.concat(labels, others.stream());
  }

  @ParameterizedTest
  @CsvSource({"I, I", "III, III", "' II ', II", "V6, V6", "aVR, aVR", "AVL, aVL", "avF, aVF"})
  void findsTheLeadOfAChannel(String channel, String lead) {
    assertThat(STANDARD_12.fits(channel)).isTrue();
    assertThat(STANDARD_12.leadOf(channel)).contains(lead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avr", "ii", "v1", "V", "V7", "V1R", "MLII", "ECG II", "vx", ""})
  void fitsNoOtherChannel(String channel) {
    assertThat(STANDARD_12.fits(channel)).isFalse();
    assertThat(STANDARD_12.leadOf(channel)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("namesOfLeads")
  void fitsWhatThePatternsOfTheTwelveLeadsFit(String channel) {
    Optional<String> lead =
        PATTERNS.stream().flatMap(rule -> rule.leadOf(channel).stream()).findFirst();
    assertThat(STANDARD_12.leadOf(channel)).isEqualTo(lead);
    assertThat(STANDARD_12.fits(channel)).isEqualTo(lead.isPresent());
  }

  @Test
  void isReadWithLeadsInPlaceOfPatternAndLead() throws IOException {
    CorpusDescription corpus = withChannel("{leads: standard-12, kind: ecg, unit: mV}");
    assertThat(corpus.channels()).containsExactly(STANDARD_12);
  }

  @Test
  void refusesLeadsBesideAPattern() {
    assertRefused(
        "{leads: standard-12, pattern: MLII, kind: ecg, lead: MLII, unit: mV}",
        "leads standard-12 must stand without pattern and lead, got pattern \"MLII\" and lead"
            + " \"MLII\"; give them a rule of their own");
  }

  @Test
  void refusesLeadsOfAnotherKindThanEcg() {
    assertRefused(
        "{leads: standard-12, kind: ppg, unit: mV}",
        "leads standard-12 must be of kind ecg, got ppg");
  }

  @Test
  void refusesARuleWithNeitherLeadsNorPattern() {
    assertRefused(
        "{kind: ecg, unit: mV}",
        "pattern must be a regular expression, got none; give leads or pattern");
  }

  @Test
  void namesTheLeadsThereAre() {
    assertRefused(
        "{leads: standard-15, kind: ecg, unit: mV}",
        "key channels.0.leads must be one of none|standard-12, got standard-15");
  }

  private static void assertRefused(String channel, String problem) {
    assertThatThrownBy(() -> withChannel(channel))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("mitdb\\.yaml: line \\d+: .*")
        .hasMessageEndingWith(": " + problem);
  }

  /** The description of mitdb with one rule for its channels. */
  private static CorpusDescription withChannel(String channel) throws IOException {
    String yaml = Files.readString(CORPORA.resolve("mitdb.yaml"));
    return CorpusDescription.parse(
        "mitdb.yaml",
        yaml.replaceFirst("(?m)^channels:\\n(?: .*\\n)+", "channels:\n  - " + channel + "\n"));
  }
}
