package org.purkinje.biosignal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Oracle: the main table of {@code signal/README.md} in the peers folder, made by bp_loso.py. */
class Cinc2015WindowsIT {

  @Test
  void countsWindowsByFirstBrokenRuleAsThePythonPeer() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to judge real windows");
    WindowAssessor assessor = new WindowAssessor(WindowRules.published());
    Map<String, Integer> countByOutcome = new HashMap<>();
    for (Path header : Cinc2015Reader.headersWithPressure(Path.of(corpora, "cinc2015"))) {
      PreparedRecord record = Cinc2015Reader.prepare(header);
      record
          .windowStarts()
          .mapToObj(start -> assessor.assess(record, start))
          .map(
              assessment ->
                  assessment instanceof WindowAssessment.Refused refused
                      ? refused.rule().label()
                      : "accepted")
          .forEach(outcome -> countByOutcome.merge(outcome, 1, Integer::sum));
    }
    assertThat(countByOutcome)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("accepted", 789),
                Map.entry("pat", 374),
                Map.entry("hr mismatch", 341),
                Map.entry("ppg template", 204),
                Map.entry("gap", 85),
                Map.entry("abp damped", 67),
                Map.entry("abp beats", 36),
                Map.entry("abp flat", 22),
                Map.entry("beats", 17),
                Map.entry("abp range", 16),
                Map.entry("ppg flat", 2)));
  }
}
