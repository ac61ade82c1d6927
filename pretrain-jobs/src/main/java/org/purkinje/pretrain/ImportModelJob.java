package org.purkinje.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.MalformedFileException;
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
import org.purkinje.models.checkpoint.StateFiles;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.pretrain.exchange.ExposuresFile;
import org.purkinje.pretrain.exchange.ModelConfig;
import org.purkinje.pretrain.exchange.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(ImportModelJob.class);

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
    StoredFolder folder = context.warehouse().another(config.folder());
    try {
      ModelConfig about =
          folder.read(
              ModelFolder.CONFIG,
              file -> ModelConfig.read(file, folder.resolve(ModelFolder.CONFIG)));
      ParameterLayout layout = layout(folder, about);
      float[] parameters = parameters(folder, about, layout);
      PretrainedModel model =
          new PretrainedModel(
              config.pretraining(), context.runId(), StoredCheckpoint.sha256(parameters));
      List<Row> seen = seen(folder, about, model);
      Lake lake = context.lake();
      lake.replace(LearningCurvesTable.TABLE, config.pretraining(), List.of());
      Checkpoints.Checkpoint saved = save(context, about, layout, parameters, model);
      lake.replace(ExposuresTable.TABLE, config.pretraining(), seen);
      lake.replace(
          CheckpointsTable.TABLE,
          config.pretraining(),
          List.of(checkpoint(context, about, saved, model)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParameterLayout layout(StoredFolder folder, ModelConfig about) {
    try {
      return ObjectiveSettings.make(about.objective(), about.settings()).layout();
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(
          folder.resolve(ModelFolder.CONFIG),
          "objective and settings",
          e.getMessage() + "; purkinje help pretrain lists the settings of each objective");
    }
  }

  private static float[] parameters(StoredFolder folder, ModelConfig about, ParameterLayout layout)
      throws IOException {
    String source = folder.resolve(ModelFolder.MODEL);
    StateFiles.Foreign read;
    try {
      read =
          folder.read(ModelFolder.MODEL, file -> new StateFiles(layout).readForeign(file, source));
    } catch (MalformedFileException e) {
      throw new MalformedFileException(
          e.source(),
          e.place(),
          "%s; give the tensors of %s %s alone, or the settings that they are of in %s"
              .formatted(e.problem(), about.objective(), about.settings(), ModelFolder.CONFIG));
    }
    if (!read.widened().isEmpty()) {
      LOG.warn(
          "{}: {} tensors of 16 bits are widened to float32, {} among them",
          source,
          read.widened().size(),
          read.widened().get(0));
    }
    String digest = StoredCheckpoint.sha256(read.parameters());
    if (about.parametersSha256() != null && !about.parametersSha256().equals(digest)) {
      throw new MalformedFileException(
          source,
          "parameters",
          "must have SHA-256 %s as parameters-sha256 of %s says, got %s; they were changed since: export the model again, or leave that key out to import another model"
              .formatted(about.parametersSha256(), ModelFolder.CONFIG, digest));
    }
    return read.parameters();
  }

  private static List<Row> seen(StoredFolder folder, ModelConfig about, PretrainedModel model)
      throws IOException {
    ModelConfig.Exposed exposed = about.exposures();
    if (exposed == null) {
      LOG.warn(
          "{}: says nothing of exposures, so whom the model has seen is not known: no evaluation of it can be shown to be of unseen persons",
          folder.resolve(ModelFolder.CONFIG));
      return List.of(unrecorded(model));
    }
    String source = folder.resolve(ModelFolder.EXPOSURES);
    if (!folder.hasFile(ModelFolder.EXPOSURES)) {
      throw new MalformedFileException(
          source,
          "file",
          "must be there, as %s names it; export the model again, or leave exposures out of %s to import it as one that has seen nobody knows whom"
              .formatted(ModelFolder.CONFIG, ModelFolder.CONFIG));
    }
    return folder.read(
        ModelFolder.EXPOSURES, file -> ExposuresFile.read(file, source, exposed.sha256(), model));
  }

  private static Row unrecorded(PretrainedModel model) {
    String unrecorded = ExposuresTable.UNRECORDED;
    return new RowBuilder(ExposuresTable.TABLE)
        .set("pretraining", model.pretraining())
        .set("run", model.run())
        .set("parameters_sha256", model.parametersSha256())
        .set("corpus", unrecorded)
        .set("subject", unrecorded)
        .set("subject_identity", "assumed")
        .set("person_group", unrecorded)
        .set("record", unrecorded)
        .set("waveform_sha256", unrecorded)
        .set("windows", 0L)
        .build();
  }

  private static Checkpoints.Checkpoint save(
      JobContext context,
      ModelConfig about,
      ParameterLayout layout,
      float[] parameters,
      PretrainedModel model) {
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
                layout,
                ModelState.start(parameters),
                StoredCheckpoint.Description.imported(
                    model.pretraining(),
                    about.objective(),
                    about.settings(),
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
        .set("path", saved.place())
        .set("parameters_sha256", model.parametersSha256())
        .set("data_snapshot", CheckpointsTable.IMPORTED)
        .build();
  }
}
