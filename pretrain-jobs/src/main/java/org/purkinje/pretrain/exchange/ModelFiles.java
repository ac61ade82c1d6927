package org.purkinje.pretrain.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.purkinje.models.checkpoint.StateFiles;

/** Writes the files of a model that is passed on. */
public final class ModelFiles {

  private ModelFiles() {}

  /**
   * Writes all but {@value ModelFolder#EXPOSURES}, which is there.
   *
   * @param parameters shape [parameters]
   * @throws IllegalStateException if the licence of a corpus forbids to pass the model on
   */
  public static void write(Path folder, ModelFacts facts, float[] parameters) throws IOException {
    String card = ModelCard.of(facts);
    TreeMap<String, String> metadata = new TreeMap<>();
    // What loaders of the hub look at to know the layout of the tensors.
    metadata.put("format", "pt");
    metadata.put("objective", facts.objective());
    metadata.put("parameters_sha256", facts.origin().parametersSha256());
    new StateFiles(facts.layout())
        .writeModel(folder.resolve(ModelFolder.MODEL), parameters, metadata);
    Files.writeString(folder.resolve(ModelFolder.CARD), card);
    Files.writeString(folder.resolve(ModelFolder.CONFIG), ModelConfig.of(facts).text());
  }
}
