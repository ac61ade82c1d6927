package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.MemoryFolder;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.biosignal.signal.AdcScale;

/** Two signals, of which one has two samples a frame; the samples count up byte by byte. */
class WfdbFormatTest {

  private final MemoryFolder folder =
      new MemoryFolder()
          .with(
              "r.hea",
              "r 2 100 4 10:00:00 1/2/2003\nr.dat 80 200(5)/mV 8 0\nr.dat 80x2\n#Age: 7\n"
                  .chars()
                  .toArray())
          .with("r.dat", 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140);

  @Test
  void givesChannelsNotesAndChunks() throws IOException {
    try (RecordFile file = new WfdbFormat(List.of("atr")).open(folder, "r.hea")) {
      assertThat(file.members()).containsExactly("");
      SignalRecord record = file.open("");
      assertThat(record.fs()).isEqualTo(100);
      assertThat(record.startedAt()).contains("2003-02-01T10:00:00");
      assertThat(record.notes()).containsExactly("Age: 7");
      assertThat(record.channels())
          .containsExactly(
              Channel.ofIntegers("record r, signal 0", 100, new AdcScale(200, 5, "mV"), -128),
              Channel.ofIntegers("record r, signal 1", 200, new AdcScale(200, 0, "mV"), -128));
      assertThat(record.annotations()).isEmpty();

      // Six samples a channel at most are three frames.
      assertThat(record.read(6).get(1).samples()).containsExactly(2, 3, 5, 6, 8, 9);
      assertThat(record.read(6).get(1))
          .satisfies(chunk -> assertThat(chunk.startSample()).isEqualTo(6));
      assertThat(record.read(6)).isEmpty();
      assertThat(record.length()).isEqualTo(4);
    }
  }
}
