package org.purkinje.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.pretrain.exchange.ModelConfig;

/**
 * Makes a checkpoint of a model that {@link ExportModelJob} or another program wrote, under the
 * name of a pretraining, for whatever takes one.
 *
 * <p>What it has seen comes from its folder; without that it is unrecorded, and no evaluation of it
 * is known to be of unseen persons.
 */
public final class ImportModelJob implements Job<ImportModelJob.Config> {

  public record Config(
      @ConfigKey("name of the pretraining that the model becomes; what it was is replaced")
          String pretraining,
      @ConfigKey(
              value =
                  "folder or s3a:// URI with model.safetensors and config.json, and with"
                      + " exposures.jsonl where what it has seen is known",
              isPlace = true)
          String folder) {}

  public static void main(String[] args) {
    Purkinje.runJob(new ImportModelJob(), args);
  }

  @Override
  public String name() {
    return "import-model";
  }

  @Override
  public String summary() {
    return "makes a checkpoint of a model in safetensors, to embed, evaluate or continue from";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(new Input.Folder(StoredFolder.absolute(config.folder())));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition(CheckpointsTable.TABLE, config.pretraining()),
        new Partition(LearningCurvesTable.TABLE, config.pretraining()),
        new Partition(ExposuresTable.TABLE, config.pretraining()));
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    return StoredCheckpoint.areWhole(lake, config.pretraining());
  }

  @Override
  public void run(JobContext context, Config config) {
    try {
      ImportedModel imported = ImportedModel.read(context.warehouse().another(config.folder()));
      PretrainedModel model =
          new PretrainedModel(config.pretraining(), context.runId(), imported.digest());
      List<Row> seen = imported.seen(model);
      Lake lake = context.lake();
      lake.replace(LearningCurvesTable.TABLE, config.pretraining(), List.of());
      Checkpoints.Checkpoint saved = save(context, imported, model);
      lake.replace(ExposuresTable.TABLE, config.pretraining(), seen);
      lake.replace(
          CheckpointsTable.TABLE,
          config.pretraining(),
          List.of(checkpoint(context, imported.about(), saved, model)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Checkpoints.Checkpoint save(
      JobContext context, ImportedModel imported, PretrainedModel model) {
    Checkpoints checkpoints =
        Checkpoints.begin(
            new Checkpoints.Training(
                context.warehouse(),
                model.pretraining(),
                context.resumeKey(),
                context.fingerprint()));
    return checkpoints.save(
        0,
        files ->
            files.write(
                imported.layout(),
                ModelState.start(imported.parameters()),
                StoredCheckpoint.Description.imported(
                    model.pretraining(),
                    imported.about().objective(),
                    imported.about().settings(),
                    model.parametersSha256())));
  }

  private static Row checkpoint(
      JobContext context, ModelConfig about, Checkpoints.Checkpoint saved, PretrainedModel model) {
    return new RowBuilder(CheckpointsTable.TABLE)
        .set("pretraining", model.pretraining())
        .set("run", model.run())
        .set("fingerprint", context.fingerprint())
        .set("objective", about.objective())
        .set("model", ConfigReader.canonical(about.settings()))
        .set("round", 0)
        .set("step", 0L)
        .set("windows_seen", 0L)
        .set("is_last", true)
        .set("is_best", false)
        .set("path", saved.place())
        .set("parameters_sha256", model.parametersSha256())
        .set("data_snapshot", CheckpointsTable.IMPORTED)
        .build();
  }
}
