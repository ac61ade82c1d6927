package org.purkinje.ingest.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.LabelRule.Label;

/** Notes in the form that mitdb, cinc2015 and cinc2021 give them. */
class RecordFactsTest {

  private static final CorpusDescription MITDB = read("mitdb");

  @Test
  void findsSubjectSexAndAge() {
    RecordFacts facts = facts(MITDB, "100", " 69 M 1085 1629 x1", " Aldomet");
    assertThat(facts.subject()).isEqualTo("100");
    assertThat(facts.sex()).isEqualTo("M");
    assertThat(facts.ageYears()).isEqualTo(69);
    assertThat(facts.labels()).isEmpty();
  }

  @Test
  void takesTwoRecordsOfOnePersonForOneSubject() {
    assertThat(facts(MITDB, "202").subject()).isEqualTo("201");
    assertThat(facts(MITDB, "sub/201").subject()).isEqualTo("201");
  }

  @Test
  void takesAnAgeOfMinusOneForUnknown() {
    RecordFacts facts = facts(MITDB, "102", " -1 F 1 2 x1");
    assertThat(facts.ageYears()).isNaN();
    assertThat(facts.sex()).isEqualTo("F");
  }

  @Test
  void takesCommasApart() {
    RecordFacts facts =
        facts(
            read("cinc2021"),
            "g1/JS00001",
            "Age: NaN",
            "Sex: Female",
            "Dx: 164889003,59118001, 164934002");
    assertThat(facts.subject()).isEqualTo("JS00001");
    assertThat(facts.sex()).isEqualTo("F");
    assertThat(facts.ageYears()).isNaN();
    assertThat(facts.labels())
        .extracting(Label::code)
        .containsExactly("164889003", "59118001", "164934002");
  }

  @Test
  void findsNothingInNoNotes() {
    RecordFacts facts = facts(MITDB, "100");
    assertThat(facts.sex()).isEmpty();
    assertThat(facts.ageYears()).isNaN();
  }

  @Test
  void findsLabels() {
    assertThat(facts(read("cinc2015"), "a103l", "Asystole", "False alarm").labels())
        .containsExactly(
            new Label("alarm", "Asystole", "1"), new Label("alarm-verdict", "False", "1"));
  }

  @Test
  void findsNoSubjectWhereTheRuleDoesNotFit() {
    assertThat(RecordFacts.of(MITDB, "a b", List.of())).isEmpty();
  }

  private static RecordFacts facts(CorpusDescription corpus, String name, String... notes) {
    return RecordFacts.of(corpus, name, List.of(notes)).orElseThrow();
  }

  static CorpusDescription read(String name) {
    return CorpusDescription.read(Path.of("../configs/corpora").resolve(name + ".yaml"));
  }
}
