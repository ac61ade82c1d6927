package org.purkinje.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.Table;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.ecgnat.EcgNatObjective;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.ObjectiveFactory;

/**
 * Twelve leads of {@value #PERSONS} persons with one record of two windows each: class {@code FAST}
 * has a wave of 12 Hz, class {@code SLOW} one of 2 Hz, every fourth person both; {@code NEVER} has
 * one person who is trained on, and the last person has no class. The first {@value #TRAINED}
 * persons are the parts of {@code parts}; {@code folds} has the others as {@code test}, and as
 * {@code leak} with a person of those. Checkpoint {@code net} is an ECG-NAT that learnt nothing, of
 * a person who is not among them.
 */
final class LabelledEcgJob implements Job<LabelledEcgJob.Config> {

  static final int PERSONS = 25;
  static final int TRAINED = 12;
  static final int WINDOWS_EACH = 2;
  static final Map<String, String> SETTINGS =
      Map.of(
          "size", "micro",
          "mask-ratio", "0.6",
          "shared-mask", "0.5",
          "lead-dropout", "0.1",
          "reduced-leads", "0.1");

  private static final int SAMPLES = 2560;
  private static final String CORPUS = "waves";

  /**
   * @param tasks that write the windows
   * @param seen person that the checkpoint has seen
   */
  record Config(String windowSet, int tasks, String seen) {}

  @Override
  public String name() {
    return "labelled-ecg";
  }

  @Override
  public String summary() {
    return "writes labelled windows of twelve leads";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition("windows", config.windowSet()),
        new Partition("task_labels", "waves/waves"),
        new Partition("splits", "parts"),
        new Partition("splits", "folds"),
        new Partition("checkpoints", "net"),
        new Partition("exposures", "net"));
  }

  @Override
  public void run(JobContext context, Config config) {
    List<Row> windows = new ArrayList<>();
    List<Row> labels = new ArrayList<>();
    List<Row> parts = new ArrayList<>();
    List<Row> folds = new ArrayList<>();
    for (int i = 0; i < PERSONS; i++) {
      for (int window = 0; window < WINDOWS_EACH; window++) {
        windows.add(window(config.windowSet(), i, window));
      }
      for (String name : classes(i)) {
        labels.add(
            labelled(TaskLabelsTable.TABLE, i)
                .set("scope", "waves/waves")
                .set("task", "waves")
                .set("map", "waves")
                .set("map_version", "1")
                .set("class", name)
                .set("from_code", name)
                .build());
      }
      if (i < TRAINED) {
        for (int draw = 0; draw < 2; draw++) {
          double fraction = (i / 4 + draw) % 2 == 0 ? 0.5 : 1;
          String fold = draw + "/" + (fraction == 1 ? "1" : "0.5");
          parts.add(split("parts", i, draw, fold).set("fraction", fraction).build());
        }
      } else {
        folds.add(split("folds", i, 0, "test").build());
      }
      if (i >= TRAINED - 1) {
        folds.add(split("folds", i, 0, "leak").build());
      }
    }
    context
        .lake()
        .replace(
            WindowsTable.TABLE,
            config.windowSet(),
            context
                .spark()
                .createDataFrame(windows, WindowsTable.TABLE.schema())
                .repartition(config.tasks()));
    context.lake().replace(TaskLabelsTable.TABLE, "waves/waves", labels);
    context.lake().replace(SplitsTable.TABLE, "parts", parts);
    context.lake().replace(SplitsTable.TABLE, "folds", folds);
    writeCheckpoint(context, config.seen());
  }

  static List<String> classes(int person) {
    if (person == PERSONS - 1) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (person % 2 == 0 || person % 4 == 3) {
      names.add("FAST");
    }
    if (person % 2 == 1) {
      names.add("SLOW");
    }
    if (person == 0) {
      names.add("NEVER");
    }
    return names;
  }

  private static Row window(String windowSet, int person, int window) {
    List<Row> signals = new ArrayList<>();
    double start = new DrawStream(100L * person + window, "start").nextDouble(0, 2 * Math.PI);
    for (Lead lead : Lead.STANDARD_12) {
      DrawStream draws = new DrawStream(100L * person + window, lead.label());
      double phase = start + 0.5 * lead.ordinal();
      double[] z = new double[SAMPLES];
      for (int t = 0; t < SAMPLES; t++) {
        z[t] = 0.1 * draws.nextGaussian();
        for (String name : classes(person)) {
          double hz = name.equals("FAST") ? 12 : name.equals("SLOW") ? 2 : 0;
          z[t] += Math.sin(2 * Math.PI * hz * t / 256 + phase);
        }
      }
      signals.add(
          new RowBuilder(WindowSignals.SIGNAL)
              .set("name", lead.label())
              .set("kind", "ecg")
              .set("unit", "")
              .set("fs_hz", 256.0)
              .set("samples", WindowSignals.encode(z))
              .build());
    }
    return labelled(WindowsTable.TABLE, person)
        .set("window_set", windowSet)
        .set("subject_identity", "published")
        .set("person_group", CORPUS + "/s" + person)
        .set("window_id", "%s/%s/r%d/%d".formatted(windowSet, CORPUS, person, window))
        .set("start_s", 10.0 * window)
        .set("seconds", 10.0)
        .set("modalities", "ecg")
        .set("alignment_trust", "unknown")
        .set("split", "evaluation")
        .set("waveform_sha256", "w" + person)
        .set("signals", signals)
        .build();
  }

  private static RowBuilder labelled(Table table, int person) {
    return new RowBuilder(table)
        .set("corpus", CORPUS)
        .set("record", "r" + person)
        .set("subject", "s" + person);
  }

  private static RowBuilder split(String split, int person, int draw, String fold) {
    return labelled(SplitsTable.TABLE, person)
        .set("split", split)
        .set("digest", "d")
        .set("person_group", CORPUS + "/s" + person)
        .set("draw", draw)
        .set("fold", fold)
        .set("crosses", false)
        .set("stratum", "");
  }

  private static void writeCheckpoint(JobContext context, String seen) {
    ParameterLayout layout = ObjectiveFactory.create(EcgNatObjective.TYPE, SETTINGS).layout();
    float[] parameters = layout.startingValues(3);
    String digest = StoredCheckpoint.sha256(parameters);
    try {
      new StoredCheckpoint(context.lake().warehouse(), "checkpoints/net")
          .write(
              layout,
              ModelState.start(parameters),
              new StoredCheckpoint.Description(
                  1,
                  "net",
                  EcgNatObjective.TYPE,
                  SETTINGS,
                  1,
                  1,
                  3,
                  new AdamW(LearningRate.constant(1e-3), 0.9, 0.95, 0, 0),
                  digest,
                  null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context
        .lake()
        .replace(
            CheckpointsTable.TABLE,
            "net",
            List.of(
                new RowBuilder(CheckpointsTable.TABLE)
                    .set("pretraining", "net")
                    .set("run", context.runId())
                    .set("fingerprint", "f")
                    .set("objective", EcgNatObjective.TYPE)
                    .set("model", ConfigReader.canonical(SETTINGS))
                    .set("round", 1)
                    .set("step", 1L)
                    .set("windows_seen", 1L)
                    .set("path", "checkpoints/net")
                    .set("is_last", true)
                    .set("is_best", false)
                    .set("parameters_sha256", digest)
                    .set("data_snapshot", "d")
                    .build()));
    context
        .lake()
        .replace(
            ExposuresTable.TABLE,
            "net",
            List.of(
                new RowBuilder(ExposuresTable.TABLE)
                    .set("pretraining", "net")
                    .set("run", context.runId())
                    .set("parameters_sha256", digest)
                    .set("corpus", CORPUS)
                    .set("subject", seen)
                    .set("subject_identity", "published")
                    .set("person_group", CORPUS + "/" + seen)
                    .set("record", "seen")
                    .set("waveform_sha256", "seen")
                    .set("windows", 1L)
                    .build()));
  }
}
