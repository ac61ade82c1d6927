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
import org.purkinje.models.layer.ParameterSpec;

/**
 * A model's tensors under the names and shapes of its layout, and the optimiser's of those that are
 * trained, {@code first-moment/NAME} and {@code second-moment/NAME}, as safetensors files.
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
    SafetensorsWriter.write(file, metadata, model().of(parameters));
  }

  /** Writes the moments of a state; a file without tensors where the optimiser keeps none. */
  public void writeOptimiser(Path file, ModelState state, Map<String, String> metadata)
      throws IOException {
    List<NamedTensor> tensors = new ArrayList<>();
    if (state.hasMoments()) {
      tensors.addAll(moments(FIRST).of(state.firstMoments()));
      tensors.addAll(moments(SECOND).of(state.secondMoments()));
    }
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
      float[] parameters = model().read(reader, source);
      refuseOthers(reader, source, model());
      return parameters;
    }
  }

  /**
   * A model that another program wrote.
   *
   * @param parameters shape [parameters]
   * @param widened tensors of fewer bits than float32
   */
  public record Foreign(float[] parameters, List<String> widened) {}

  /**
   * As {@link #readModel}, of a file by another program: float16 and bfloat16 are widened, and
   * every value must be finite.
   */
  public Foreign readForeign(Path file, String source) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(file, source)) {
      refuseOthers(reader, source, model());
      float[] parameters = model().readWidened(reader, source);
      return new Foreign(parameters, reader.names().stream().filter(reader::isHalf).toList());
    }
  }

  /**
   * The state of which a file has the moments.
   *
   * @param source the file as errors name it
   */
  public ModelState readOptimiser(Path file, String source, float[] parameters) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(file, source)) {
      if (reader.names().isEmpty()) {
        return ModelState.withoutMoments(parameters);
      }
      float[] first = moments(FIRST).read(reader, source);
      float[] second = moments(SECOND).read(reader, source);
      refuseOthers(reader, source, moments(FIRST), moments(SECOND));
      return new ModelState(parameters, first, second);
    }
  }

  private FlatTensors model() {
    return new FlatTensors(layout.specs(), Math.toIntExact(layout.length()), "");
  }

  private FlatTensors moments(String prefix) {
    return new FlatTensors(
        layout.specs().stream().filter(ParameterSpec::isTrained).toList(),
        Math.toIntExact(layout.length()),
        prefix);
  }

  private static void refuseOthers(
      SafetensorsReader reader, String source, FlatTensors... tensors) {
    Set<String> own = new HashSet<>();
    for (FlatTensors of : tensors) {
      of.specs().forEach(spec -> own.add(of.prefix() + spec.name()));
    }
    for (String name : reader.names()) {
      if (!own.contains(name)) {
        throw new MalformedFileException(
            source, "tensor " + name, "must be one of the model's; it has none of this name");
      }
    }
  }
}
