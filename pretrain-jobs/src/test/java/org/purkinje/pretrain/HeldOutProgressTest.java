package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeldOutProgressTest {

  @Test
  void takesTheFirstOfEqualOnesForTheBest() {
    assertThat(HeldOutProgress.of(new TreeMap<>())).isEmpty();
    assertThat(HeldOutProgress.of(new TreeMap<>(Map.of(2, 5.0, 4, 3.0, 6, 3.0, 8, 4.0))))
        .contains(new HeldOutProgress(4, 3, 2));
    assertThat(HeldOutProgress.of(new TreeMap<>(Map.of(2, 5.0, 4, 3.0, 10, 2.9))))
        .contains(new HeldOutProgress(10, 2.9, 0));
  }
}
