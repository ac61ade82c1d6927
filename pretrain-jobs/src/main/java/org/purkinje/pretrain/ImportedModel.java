package org.purkinje.pretrain;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SubjectIdentity;
import org.purkinje.models.checkpoint.StateFiles;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.pretrain.exchange.ExposuresFile;
import org.purkinje.pretrain.exchange.ModelConfig;
import org.purkinje.pretrain.exchange.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model as a folder holds it, see {@link ModelFolder}.
 *
 * @param folder where it lies
 * @param about what its config says
 * @param parameters shape [parameters], in the layout's order
 * @param digest SHA-256 over the parameters as little-endian float32, hex
 */
record ImportedModel(
    StoredFolder folder,
    ModelConfig about,
    ParameterLayout layout,
    float[] parameters,
    String digest) {

  private static final Logger LOG = LoggerFactory.getLogger(ImportedModel.class);

  /**
   * @throws MalformedFileException if a file breaks its format, its tensors are not those of the
   *     config, or they are not those that were exported
   */
  static ImportedModel read(StoredFolder folder) throws IOException {
    requireFile(folder, ModelFolder.CONFIG, "write objective and settings as JSON");
    requireFile(folder, ModelFolder.MODEL, "put the tensors there");
    ModelConfig about =
        folder.read(
            ModelFolder.CONFIG, file -> ModelConfig.read(file, folder.resolve(ModelFolder.CONFIG)));
    ParameterLayout layout = layout(folder, about);
    float[] parameters = parameters(folder, about, layout);
    String digest = StoredCheckpoint.sha256(parameters);
    if (about.parametersSha256() != null && !about.parametersSha256().equals(digest)) {
      throw new MalformedFileException(
          folder.resolve(ModelFolder.MODEL),
          "parameters",
          "must have SHA-256 %s as parameters-sha256 of %s says, got %s; they were changed since: export the model again, or leave that key out to import another model"
              .formatted(about.parametersSha256(), ModelFolder.CONFIG, digest));
    }
    return new ImportedModel(folder, about, layout, parameters, digest);
  }

  private static void requireFile(StoredFolder folder, String name, String remedy) {
    if (!folder.hasFile(name)) {
      throw new MalformedFileException(
          folder.resolve(name), "file", "must be there, it is absent; " + remedy);
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
    return read.parameters();
  }

  /**
   * What the model has seen, as rows of {@code exposures}: what its folder says or, if that says
   * nothing, one row that says so.
   *
   * @param model it becomes
   */
  List<Row> seen(PretrainedModel model) throws IOException {
    ModelConfig.Exposed exposed = about.exposures();
    if (exposed == null) {
      LOG.warn(
          "{}: names no exposures, so whom the model has seen is not known: no evaluation of it can be shown to be of unseen persons",
          folder.resolve(ModelFolder.CONFIG));
      return List.of(unrecorded(model));
    }
    requireFile(
        folder,
        ModelFolder.EXPOSURES,
        "%s names it: export the model again, or leave exposures out of %s to import it as one of which nobody knows whom it has seen"
            .formatted(ModelFolder.CONFIG, ModelFolder.CONFIG));
    return folder.read(
        ModelFolder.EXPOSURES,
        file ->
            ExposuresFile.read(
                file, folder.resolve(ModelFolder.EXPOSURES), exposed.sha256(), model));
  }

  private static Row unrecorded(PretrainedModel model) {
    String unrecorded = ExposuresTable.UNRECORDED;
    return new RowBuilder(ExposuresTable.TABLE)
        .set("pretraining", model.pretraining())
        .set("run", model.run())
        .set("parameters_sha256", model.parametersSha256())
        .set("corpus", unrecorded)
        .set("subject", unrecorded)
        .set("subject_identity", SubjectIdentity.ASSUMED.label())
        .set("person_group", unrecorded)
        .set("record", unrecorded)
        .set("waveform_sha256", unrecorded)
        .set("windows", 0L)
        .build();
  }
}
