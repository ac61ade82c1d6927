package org.purkinje.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.pretrain.exchange.ModelFacts;
import org.purkinje.pretrain.exchange.ModelFactsReader;
import org.purkinje.pretrain.exchange.ModelFiles;
import org.purkinje.pretrain.exchange.ModelFolder;

/**
 * Writes a pretrained model as a folder that other programs read: tensors, config, model card and
 * what the model has seen. Refuses it where the licence of a corpus forbids that.
 */
public final class ExportModelJob implements Job<ExportModelJob.Config> {

  public record Config(
      @ConfigKey("pretraining whose model is exported") String pretraining,
      @ConfigKey(
              "which of its checkpoints: last, or best, of the lowest loss on held-out windows;"
                  + " last if left out")
          CheckpointRole checkpoint,
      @ConfigKey(
              "scope of summarize-corpora with the licence of every corpus that the pretraining,"
                  + " and those that it continues from, have seen")
          String summary,
      @ConfigKey(
              value =
                  "folder or s3a:// URI of the model, made if absent and replaced whole; one that"
                      + " holds other files is refused",
              isPlace = true)
          String folder) {}

  private static final Map<String, String> ABSENT = Map.of("Config.checkpoint", "last");

  public static void main(String[] args) {
    Purkinje.runJob(new ExportModelJob(), args);
  }

  @Override
  public String name() {
    return "export-model";
  }

  @Override
  public String summary() {
    return "writes a pretrained model as safetensors with its config and model card";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Config read(Path file, Map<String, String> overrides) {
    return ConfigReader.readWithAbsent(file, overrides, ABSENT, Config.class);
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(
        Input.rows(CheckpointsTable.TABLE, config.pretraining()),
        Input.rows(ExposuresTable.TABLE, config.pretraining()),
        Input.rows(LearningCurvesTable.TABLE, config.pretraining()),
        Input.rows(CorpusSummaryTable.TABLE, config.summary()));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(Partition.FILES, StoredFolder.absolute(config.folder())));
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    return lake.warehouse().another(config.folder()).hasFile(ModelFolder.CONFIG);
  }

  @Override
  public void run(JobContext context, Config config) {
    TrainedModel model = TrainedModel.of(context.lake(), config.pretraining(), config.checkpoint());
    ModelFactsReader reader =
        new ModelFactsReader(
            context.lake(),
            new PretrainedModel(config.pretraining(), model.run(), model.digest()),
            config.summary());
    try {
      context
          .warehouse()
          .another(config.folder())
          .writeWhole(
              "", ModelFolder.CONFIG, ModelFolder.FILES, folder -> write(folder, reader, model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, ModelFactsReader reader, TrainedModel model)
      throws IOException {
    ModelFacts facts =
        reader.read(model.objective(), model.settings(), folder.resolve(ModelFolder.EXPOSURES));
    ModelFiles.write(folder, facts, model.parameters());
  }
}
