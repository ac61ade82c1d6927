package org.purkinje.biosignal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as corpora write them: VitalDB, PTB, the St Petersburg and the MIT-BIH databases, EDF. */
class EcgLeadTest {

  @ParameterizedTest
  @CsvSource({
    "SNUADC/ECG_II, II",
    "SNUADC/ECG_V5, V5",
    "ECG II, II",
    "EKG V1, V1",
    "Lead I, I",
    "iii, III",
    "avr, aVR",
    "AVF, aVF",
    "MLII, MLII",
    "v4r, V4R"
  })
  void findsTheLead(String channel, String lead) {
    assertThat(EcgLead.ofChannel(channel)).contains(lead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECG", "ECG1", "V", "ECG lead", "II-filtered", "Bx"})
  void tellsNoLeadWhereTheNameTellsNone(String channel) {
    assertThat(EcgLead.ofChannel(channel)).isEmpty();
  }

  @Test
  void passesOverBlanksAround() {
    assertThat(EcgLead.ofChannel(" II ")).contains("II");
  }
}
