package org.purkinje.ingest.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A folder with half a corpus must not pass for the whole. */
class ExpectedTest {

  @Test
  void tellsHowManyRecordsAreFoundAndPublished() {
    Expected mitdb = new Expected(48, List.of(2));
    assertThat(mitdb.difference(48, 0)).isEmpty();
    assertThat(mitdb.difference(38, 0))
        .hasValue("38 records found, 48 published; the folder may hold a part of the corpus");
    assertThat(mitdb.difference(1_049, 0))
        .hasValue("1,049 records found, 48 published; the folder may hold another version");
    assertThat(mitdb.published()).hasValue(48);
  }

  @Test
  void tellsHowManyRecordsHaveOtherChannels() {
    Expected bidmc = new Expected(53, List.of(5, 6, 7));
    assertThat(bidmc.difference(52, 2))
        .hasValue(
            "52 records found, 53 published; the folder may hold a part of the corpus; 2 records"
                + " have another number of channels than 5 or 6 or 7");
  }

  @Test
  void expectsNothingWhereNothingIsKnown() {
    Expected nothing = new Expected(0, List.of());
    assertThat(nothing.difference(7, 0)).isEmpty();
    assertThat(nothing.published()).isEmpty();
  }

  @Test
  void refusesNumbersThatNoCorpusHas() {
    assertThatThrownBy(() -> new Expected(-1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("records must be 0 or more, got -1");
    assertThatThrownBy(() -> new Expected(1, List.of(2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channels must be 1 or more each, got 0");
  }
}
