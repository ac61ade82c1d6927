package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.wfdb.WfdbHeader;

/** Header comments in the form that mitdb and cinc2015 give them. */
class HeaderFactsTest {

  private static final CorpusDescription MITDB = CorpusDescriptionTest.read("mitdb");
  private static final CorpusDescription CINC2015 = CorpusDescriptionTest.read("cinc2015");

  @Test
  void findsSubjectSexAndAge() {
    HeaderFacts facts = HeaderFacts.of(MITDB, "100", header(" 69 M 1085 1629 x1", " Aldomet"));
    assertThat(facts.subject()).isEqualTo("100");
    assertThat(facts.sex()).contains("M");
    assertThat(facts.ageYears()).hasValue(69);
    assertThat(facts.codes()).isEmpty();
  }

  @Test
  void takesTwoRecordsOfOnePersonForOneSubject() {
    assertThat(HeaderFacts.of(MITDB, "202", header()).subject()).isEqualTo("201");
    assertThat(HeaderFacts.of(MITDB, "sub/201", header()).subject()).isEqualTo("201");
  }

  @Test
  void takesAnAgeOfMinusOneForUnknown() {
    HeaderFacts facts = HeaderFacts.of(MITDB, "102", header(" -1 F 1 2 x1"));
    assertThat(facts.ageYears()).isEmpty();
    assertThat(facts.sex()).contains("F");
  }

  @Test
  void takesCommasApart() {
    CorpusDescription corpus = CorpusDescriptionTest.read("cinc2021");
    WfdbHeader header = header("Age: NaN", "Sex: Female", "Dx: 164889003,59118001, 164934002");
    HeaderFacts facts = HeaderFacts.of(corpus, "g1/JS00001", header);
    assertThat(facts.subject()).isEqualTo("JS00001");
    assertThat(facts.sex()).contains("F");
    assertThat(facts.ageYears()).isEmpty();
    assertThat(facts.codes())
        .extracting(HeaderFacts.Code::code)
        .containsExactly("164889003", "59118001", "164934002");
  }

  @Test
  void findsNothingInAHeaderWithoutComments() {
    HeaderFacts facts = HeaderFacts.of(MITDB, "100", header());
    assertThat(facts.sex()).isEmpty();
    assertThat(facts.ageYears()).isEmpty();
  }

  @Test
  void findsLabels() {
    assertThat(HeaderFacts.of(CINC2015, "a103l", header("Asystole", "False alarm")).codes())
        .containsExactly(
            new HeaderFacts.Code("alarm", "Asystole"),
            new HeaderFacts.Code("alarm-verdict", "False"));
  }

  @Test
  void refusesARecordThatTheSubjectRuleDoesNotFit() {
    assertThatThrownBy(() -> HeaderFacts.of(MITDB, "a b", header()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s: subject.pattern (?:.*/)?(\\w+) does not fit record a b"
                .formatted(CorpusDescription.file("mitdb")));
  }

  private static WfdbHeader header(String... comments) {
    return WfdbHeader.of("r", 360, List.of()).withComments(List.of(comments));
  }
}
