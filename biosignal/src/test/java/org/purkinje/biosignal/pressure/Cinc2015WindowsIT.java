package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Oracle: the counts that {@code golden/pressure/cinc2015-features/features.py} prints: the rules
 * of {@code signal/bp_loso.py} of the peers folder, with SciPy's line beyond the ends of the
 * resampler and its mirrored ends of the filters. The peer's own table has 789 accepted windows, as
 * it resamples with zeros beyond the ends.
 */
class Cinc2015WindowsIT {

  @Test
  void countsWindowsByFirstBrokenRuleAsThePythonPeer() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to judge real windows");
    PressureProtocol assessor = new PressureProtocol(PressureRules.published());
    Map<String, Integer> countByOutcome = new HashMap<>();
    for (Path header : Cinc2015Reader.headersWithPressure(Path.of(corpora, "cinc2015"))) {
      PressureSignals record = Cinc2015Reader.prepare(header);
      record
          .windowStarts()
          .mapToObj(start -> assessor.assess(record, start))
          .map(
              assessment ->
                  assessment instanceof ProtocolOutcome.Refused refused
                      ? refused.rule().label()
                      : "accepted")
          .forEach(outcome -> countByOutcome.merge(outcome, 1, Integer::sum));
    }
    assertThat(countByOutcome)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("accepted", 791),
                Map.entry("pat", 373),
                Map.entry("hr mismatch", 338),
                Map.entry("ppg template", 205),
                Map.entry("gap", 85),
                Map.entry("abp damped", 69),
                Map.entry("abp beats", 36),
                Map.entry("abp flat", 22),
                Map.entry("beats", 17),
                Map.entry("abp range", 16),
                Map.entry("ppg flat", 1)));
  }
}
