package org.purkinje.pretrain.heldout;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.baseline.MeanBeat;

/** The mean beats of a set of shards, by name of the signal. */
public final class MeanBeats {

  private static final int WINDOWS = 500;

  private MeanBeats() {}

  /** The beats of one signal of a window. */
  private record Beats(String name, double fs, MeanBeat.Sum sum) implements Serializable {

    static Optional<Beats> of(Row signal) {
      SignalKind kind = SignalKind.ofLabel(signal.getAs("kind"));
      double fs = signal.getAs("fs_hz");
      return MeanBeat.Sum.of(kind, WindowSignals.decode(signal.getAs("samples")), fs)
          .map(sum -> new Beats(signal.getAs("name"), fs, sum));
    }

    Beats and(Beats other) {
      return new Beats(name, fs, sum.and(other.sum));
    }
  }

  /**
   * @param shards rows of a set whose signals of one name have one rate; the first {@value
   *     #WINDOWS} windows are taken, which are a sample, as the order of rows is shuffled
   */
  public static Map<String, MeanBeat> of(Dataset<Row> shards) {
    List<Beats> found =
        shards
            .orderBy("shard", "position")
            .limit(WINDOWS)
            .select(explode(col("signals")).as("signal"))
            .select("signal.name", "signal.kind", "signal.fs_hz", "signal.samples")
            .where("samples is not null")
            .toJavaRDD()
            .flatMap(signal -> Beats.of(signal).stream().iterator())
            .collect();
    Map<String, Beats> byName = new HashMap<>();
    // In the order of the rows, so that sums are the same each time.
    found.forEach(b -> byName.merge(b.name(), b, Beats::and));
    Map<String, MeanBeat> means = new HashMap<>();
    byName.forEach((name, of) -> of.sum().mean(of.fs()).ifPresent(mean -> means.put(name, mean)));
    return means;
  }
}
