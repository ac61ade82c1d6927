package org.purkinje.models.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.models.layer.ParameterLayout;

/**
 * A model's tensors under the names and shapes of its layout, and the optimiser's, {@code
 * first-moment/NAME} and {@code second-moment/NAME}, as safetensors files.
 */
public record StateFiles(ParameterLayout layout) {

  private static final String FIRST = "first-moment/";
  private static final String SECOND = "second-moment/";

  /**
   * @param parameters shape [parameters]
   * @param metadata what the file says of itself
   */
  public void writeModel(Path file, float[] parameters, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.write(file, metadata, new FlatTensors(layout, "").of(parameters));
  }

  /** Writes the moments of a state. */
  public void writeOptimiser(Path file, ModelState state, Map<String, String> metadata)
      throws IOException {
    List<NamedTensor> tensors =
        new ArrayList<>(new FlatTensors(layout, FIRST).of(state.firstMoments()));
    tensors.addAll(new FlatTensors(layout, SECOND).of(state.secondMoments()));
    SafetensorsWriter.write(file, metadata, tensors);
  }

  /**
   * @param source the file as errors name it
   * @return shape [parameters]
   * @throws MalformedFileException if the file breaks the format, or its tensors are not the
   *     layout's
   */
  public float[] readModel(Path file, String source) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(file, source)) {
      float[] parameters = new FlatTensors(layout, "").read(reader, source);
      refuseOthers(reader, source, "");
      return parameters;
    }
  }

  /**
   * The state of which a file has the moments.
   *
   * @param source the file as errors name it
   */
  public ModelState readOptimiser(Path file, String source, float[] parameters) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(file, source)) {
      float[] first = new FlatTensors(layout, FIRST).read(reader, source);
      float[] second = new FlatTensors(layout, SECOND).read(reader, source);
      refuseOthers(reader, source, FIRST, SECOND);
      return new ModelState(parameters, first, second);
    }
  }

  private void refuseOthers(SafetensorsReader reader, String source, String... prefixes) {
    Set<String> own = new HashSet<>();
    for (String prefix : prefixes) {
      layout.specs().forEach(spec -> own.add(prefix + spec.name()));
    }
    for (String name : reader.names()) {
      if (!own.contains(name)) {
        throw new MalformedFileException(
            source, "tensor " + name, "must be one of the model's; it has none of this name");
      }
    }
  }
}
