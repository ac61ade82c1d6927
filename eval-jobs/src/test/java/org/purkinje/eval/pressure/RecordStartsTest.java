package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that the readers of WFDB, EDF and VitalDB files give. */
class RecordStartsTest {

  @ParameterizedTest
  @CsvSource({
    "25/4/1989 13:5:0, 1989-04-25T13:05:00",
    "25/04/1989 13:05:00.500, 1989-04-25T13:05:00.500",
    "2002-03-01T22:15:09, 2002-03-01T22:15:09",
    "2021-10-26T00:00:01.250Z, 2021-10-26T00:00:01.250"
  })
  void readsDateAndTime(String startedAt, LocalDateTime expected) {
    assertThat(RecordStarts.parse(startedAt)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"13:5:0", "", "xx.xx.xx", "31/2/1989 13:5:0", "1989-04-25"})
  void knowsNoStartWithoutDateAndTime(String startedAt) {
    assertThat(RecordStarts.parse(startedAt)).isEmpty();
  }

  @Test
  void roundsNoFractionUpToANewSecond() {
    assertThat(RecordStarts.parse("1/1/2020 0:0:0.999999999"))
        .contains(LocalDateTime.of(2020, 1, 1, 0, 0, 0, 999_999_999));
  }
}
