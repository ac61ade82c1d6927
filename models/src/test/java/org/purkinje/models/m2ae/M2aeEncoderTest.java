package org.purkinje.models.m2ae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.m2ae.M2aeEncoder.Window;
import org.purkinje.models.training.WindowEncoder;

class M2aeEncoderTest {
  private static final float[] NONE = {};
  private static final float[] VALUES =
      M2ae.layout(M2aeSize.TINY, Start.REFERENCE).startingValues(7);
  private static final Window PAIR =
      new Window(SyntheticWindows.beats(1, 0.03), SyntheticWindows.beats(1, 0.15));
  private static final Window ECG_ONLY = new Window(SyntheticWindows.beats(2, 0.03), NONE);
  private static final Window PPG_ONLY = new Window(NONE, SyntheticWindows.beats(3, 0.15));

  @Test
  void leavesTheVectorOfAnAbsentSignalEmpty() {
    try (M2aeEncoder encoder = new M2aeEncoder(M2aeSize.TINY, VALUES)) {
      List<Embeddings> all = encoder.embed(List.of(ECG_ONLY, PAIR, PPG_ONLY));
      assertThat(all.get(0).ppg()).isEmpty();
      assertThat(all.get(0).joint()).hasSize(64).isEqualTo(all.get(0).ecg());
      assertThat(all.get(2).ecg()).isEmpty();
      assertThat(all.get(2).joint()).hasSize(64).isEqualTo(all.get(2).ppg());
      assertThat(all.get(1).joint()).isNotEqualTo(all.get(1).ecg());
      assertThat(all.get(1).ppg()).hasSize(64);
    }
  }

  @Test
  void givesAWindowTheSameEmbeddingInAnyBatch() {
    try (M2aeEncoder encoder = new M2aeEncoder(M2aeSize.TINY, VALUES)) {
      Embeddings alone = encoder.embed(List.of(PAIR)).get(0);
      Embeddings among = encoder.embed(List.of(ECG_ONLY, PPG_ONLY, PAIR, ECG_ONLY)).get(2);
      assertThat(among.joint()).containsExactly(alone.joint(), within(1e-5f));
      assertThat(among.ecg()).containsExactly(alone.ecg(), within(1e-5f));
      assertThat(among.ppg()).containsExactly(alone.ppg(), within(1e-5f));
      assertThat(encoder.embed(List.of())).isEmpty();
    }
  }

  @Test
  void namesTheVectorsOfTheSignalsThatAWindowHas() {
    try (WindowEncoder encoder = new M2aeEncoder(M2aeSize.TINY, VALUES);
        M2aeEncoder same = new M2aeEncoder(M2aeSize.TINY, VALUES)) {
      List<Map<String, float[]>> all =
          encoder.encode(
              List.of(
                  Map.of("abp", PAIR.ecg()),
                  Map.of("ecg", PAIR.ecg(), "ppg", PAIR.ppg()),
                  Map.of("ppg", PPG_ONLY.ppg())));
      List<Embeddings> expected = same.embed(List.of(PAIR, PPG_ONLY));
      assertThat(all.get(0)).isEmpty();
      assertThat(all.get(1).keySet()).containsExactly("joint", "ecg", "ppg");
      assertThat(all.get(1).get("joint")).isEqualTo(expected.get(0).joint());
      assertThat(all.get(1).get("ecg")).isEqualTo(expected.get(0).ecg());
      assertThat(all.get(2)).containsOnlyKeys("ppg");
      assertThat(all.get(2).get("ppg")).isEqualTo(expected.get(1).ppg());
    }
  }

  @Test
  void refusesParametersOfAnotherSize() {
    assertThatThrownBy(() -> new M2aeEncoder(M2aeSize.SMALL, VALUES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("M2AE small must have 5432115 parameters, got 343795");
  }
}
