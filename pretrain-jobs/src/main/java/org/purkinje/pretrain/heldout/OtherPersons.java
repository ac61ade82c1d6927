package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.baseline.ConditionalMean;
import org.purkinje.models.baseline.MeanBeat;

/**
 * What can be known of a window from those of other persons, without a network.
 *
 * @param meanBeats by name of the signal
 * @param conditionalMean of each signal, given the others
 */
public record OtherPersons(Map<String, MeanBeat> meanBeats, ConditionalMean conditionalMean)
    implements Serializable {

  /** Nothing. */
  public static final OtherPersons NONE = new OtherPersons(Map.of(), ConditionalMean.NONE);

  private static final int WINDOWS = 500;

  /** What one window adds. */
  private record Seen(Map<String, Beats> beats, ConditionalMean ofSignals) implements Serializable {

    static Seen of(Row window) {
      Map<String, float[]> accepted = WindowSignals.accepted(window);
      Map<String, Beats> beats = new HashMap<>();
      for (Row signal : window.<Row>getList(window.fieldIndex("signals"))) {
        String name = signal.getAs("name");
        SignalKind kind = SignalKind.ofLabel(signal.getAs("kind"));
        double fs = signal.getAs("fs_hz");
        Optional.ofNullable(accepted.get(name))
            .flatMap(samples -> MeanBeat.Sum.of(kind, samples, fs))
            .ifPresent(sum -> beats.put(name, new Beats(fs, sum)));
      }
      return new Seen(beats, ConditionalMean.of(accepted));
    }
  }

  /** Of signals of one name. */
  private record Beats(double fs, MeanBeat.Sum sum) implements Serializable {

    Beats and(Beats other) {
      return new Beats(fs, sum.and(other.sum));
    }
  }

  /**
   * @param shards rows of a set whose signals of one name have one rate; the first {@value
   *     #WINDOWS} windows are taken, which are a sample, as the order of rows is shuffled
   */
  public static OtherPersons of(Dataset<Row> shards) {
    List<Seen> windows =
        shards
            .orderBy("shard", "position")
            .limit(WINDOWS)
            .select("signals")
            .toJavaRDD()
            .map(Seen::of)
            .collect();
    Map<String, Beats> beats = new HashMap<>();
    ConditionalMean ofSignals = ConditionalMean.NONE;
    // In the order of the rows, so that sums are the same each time.
    for (Seen window : windows) {
      window.beats().forEach((name, own) -> beats.merge(name, own, Beats::and));
      ofSignals = ofSignals.and(window.ofSignals());
    }
    Map<String, MeanBeat> means = new HashMap<>();
    beats.forEach((name, of) -> of.sum().mean(of.fs()).ifPresent(mean -> means.put(name, mean)));
    return new OtherPersons(means, ofSignals);
  }
}
