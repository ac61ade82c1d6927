package org.purkinje.biosignal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as corpora write them: VitalDB, PTB, the St Petersburg and the MIT-BIH databases, EDF. */
class LeadTest {

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
    "mliii, MLIII",
    "v4r, V4R"
  })
  void findsTheLead(String channel, String label) {
    assertThat(Lead.ofChannel(channel)).map(Lead::label).contains(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECG", "ECG1", "V", "V10", "V1L", "ECG lead", "II-filtered", "Bx"})
  void tellsNoLeadWhereTheNameTellsNone(String channel) {
    assertThat(Lead.ofChannel(channel)).isEmpty();
  }

  @Test
  void passesOverBlanksAround() {
    assertThat(Lead.ofChannel(" II ")).contains(Lead.II);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsLabel(Lead lead) {
    assertThat(Lead.ofLabel(lead.label())).isEqualTo(lead);
    assertThat(Lead.ofChannel(lead.label())).contains(lead);
  }

  @Test
  void refusesALabelInAnotherCase() {
    assertThatThrownBy(() -> Lead.ofLabel("avr"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "lead must be one of I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6, V7, V8, V9,"
                + " V1R, V2R, V3R, V4R, V5R, V6R, V7R, V8R, V9R, MLI, MLII, MLIII, got avr");
  }

  @Test
  void namesTheTwelveStandardLeadsInOrder() {
    assertThat(Lead.STANDARD_12)
        .extracting(Lead::label)
        .containsExactly("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
  }
}
