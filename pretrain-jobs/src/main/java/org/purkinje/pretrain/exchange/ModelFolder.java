package org.purkinje.pretrain.exchange;

import java.util.Set;

/** The files of a model that is passed on. */
public final class ModelFolder {

  /** The tensors. */
  public static final String MODEL = "model.safetensors";

  /** What the tensors are of, as {@link ModelConfig}; a folder without it is no model. */
  public static final String CONFIG = "config.json";

  /** What the model has seen, as {@link ExposuresFile}. */
  public static final String EXPOSURES = "exposures.jsonl";

  /** The model card. */
  public static final String CARD = "README.md";

  /** All of them. */
  public static final Set<String> FILES = Set.of(MODEL, CONFIG, EXPOSURES, CARD);

  private ModelFolder() {}
}
