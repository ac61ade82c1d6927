package org.purkinje.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of {@code configs/corpora} as a test needs them: ECG in WFDB, a letter for the subject. */
final class CorpusFile {

  private CorpusFile() {}

  /**
   * @param home folder that holds {@code configs}
   * @param identity of the subjects
   * @param contains the key's value
   */
  static void write(Path home, String name, String identity, String contains) throws IOException {
    Path folder = Files.createDirectories(home.resolve("configs/corpora"));
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %s
        version: 1.0.0
        title: Made by a test
        licence: CC0-1.0
        redistribution: allowed
        access: open
        sources: []
        files: [{path: "(.+)\\\\.hea", format: {wfdb: {annotators: []}}}]
        excluded: {}
        sentinels: []
        metadata: []
        subject: {in: name, pattern: "(\\\\w)\\\\w*", identity: %s, same-as: {}}
        contains: %s
        channels: [{pattern: ".*", kind: ecg, lead: "$0", unit: mV}]
        demographics: {age: "Age: (\\\\d+)", sex: "Sex: (\\\\w)", sex-codes: {}}
        labels: []
        alignment: simultaneous
        """
            .formatted(name, identity, contains));
  }
}
