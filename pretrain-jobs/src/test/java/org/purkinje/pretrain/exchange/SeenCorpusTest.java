package org.purkinje.pretrain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: the licences' own texts, by what they allow; the hub's list of identifiers. */
class SeenCorpusTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CC0-1.0 | cc0-1.0 | false",
        "MIT | mit | false",
        "ODC-By-1.0 | odc-by | false",
        "ODbL-1.0 | odbl | false",
        "CC-BY-4.0 | cc-by-4.0 | false",
        "CC-BY-SA-4.0 | cc-by-sa-4.0 | false",
        "CC-BY-NC-4.0 | cc-by-nc-4.0 | true",
        "CC-BY-NC-SA-4.0 | cc-by-nc-sa-4.0 | true",
      })
  void letsAModelBePassedOnAsItsLicenceSays(String spdx, String hub, boolean isNonCommercial) {
    ModelLicence licence = ModelLicence.of(List.of(corpus(spdx)));
    assertThat(licence.spdx()).isEqualTo(spdx);
    assertThat(licence.hub()).isEqualTo(hub);
    assertThat(licence.nonCommercial()).hasSize(isNonCommercial ? 1 : 0);
  }

  @Test
  void keepsTheLicencesOfAllCorporaAndTheirRestriction() {
    ModelLicence licence =
        ModelLicence.of(
            List.of(
                corpus("ODC-By-1.0"),
                corpus("ODbL-1.0 AND CC-BY-NC-SA-4.0"),
                corpus("ODC-By-1.0")));
    assertThat(licence.spdx()).isEqualTo("CC-BY-NC-SA-4.0 AND ODC-By-1.0 AND ODbL-1.0");
    assertThat(licence.hub()).isEqualTo("other");
    assertThat(licence.nonCommercial()).containsExactly(Licence.CC_BY_NC_SA_4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "PhysioNet-Credentialed-1.5.0 | allowed | open | PhysioNet-Credentialed-1.5.0 is none of those known to let models be passed on, as data use agreements and unknown licences are not",
        "CC-BY-4.0 AND Secret | allowed | open | Secret is none of those known to let models be passed on, as data use agreements and unknown licences are not",
        "CC-BY-4.0 OR MIT | allowed | open | CC-BY-4.0 OR MIT is none of those known to let models be passed on, as data use agreements and unknown licences are not",
        "CC-BY-NC-ND-4.0 | allowed | open | CC-BY-NC-ND-4.0 forbids to pass on what derives from the corpus",
        "\"\" | allowed | open | none is given, which allows nothing",
        "CC-BY-4.0 | forbidden | open | redistribution of its file is forbidden",
        "CC-BY-4.0 | allowed | credentialed | access of its file is credentialed, and a data use agreement covers what derives from the corpus",
      })
  void refusesWhatForbidsIt(String licence, String redistribution, String access, String rule) {
    SeenCorpus corpus =
        new SeenCorpus("secret", "1", "Secret", licence, redistribution, access, 1, 1, 1, 1);
    assertThatThrownBy(corpus::licences)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "corpus secret, licence '%s': a model that has seen it must not be passed on: %s; cut windows without it (corpora of window-signals) and pretrain on those",
            licence, rule);
  }

  /** Every corpus that is described must be decided about. */
  @Test
  void knowsTheLicenceOfEveryShippedCorpus() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs/corpora"))) {
      for (Path file : files.toList()) {
        String licence =
            Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("licence: "))
                .findFirst()
                .orElseThrow()
                .substring("licence: ".length());
        assertThat(Licence.allOf(licence)).as(file.toString()).isNotEmpty();
      }
    }
  }

  private static SeenCorpus corpus(String licence) {
    return new SeenCorpus("a", "1", "A", licence, "allowed", "open", 1, 1, 1, 1);
  }
}
