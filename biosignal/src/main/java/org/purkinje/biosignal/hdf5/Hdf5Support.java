package org.purkinje.biosignal.hdf5;

import io.jhdf.AbstractNode;
import io.jhdf.api.Dataset;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is sound HDF5 but cannot be read here, which is no damage. */
final class Hdf5Support {

  private static final String REMEDY = "; write the file anew with h5repack -f GZIP=6";

  /** Deflate, shuffle, Fletcher's checksum, LZF, LZ4, bitshuffle. */
  private static final Set<Integer> FILTERS = Set.of(1, 2, 3, 32000, 32004, 32008);

  /** Names of registered filters that files may leave out. */
  private static final Map<Integer, String> NAMES =
      Map.of(
          4,
          "szip",
          5,
          "nbit",
          6,
          "scaleoffset",
          307,
          "bzip2",
          32001,
          "blosc",
          32013,
          "zfp",
          32015,
          "zstd",
          32026,
          "blosc2");

  private Hdf5Support() {}

  /** Why the chunks of a dataset cannot be read. */
  static Optional<String> unsupported(Dataset dataset) {
    if (dataset instanceof AbstractNode node
        && node.getHeader().hasMessageOfType(FilterPipelineMessage.class)) {
      FilterPipelineMessage pipeline =
          node.getHeader().getMessageOfType(FilterPipelineMessage.class);
      for (FilterInfo filter : pipeline.getFilters()) {
        if (!FILTERS.contains(filter.getId())) {
          return Optional.of(
              "filter %s (id %d) is not supported%s"
                  .formatted(
                      NAMES.getOrDefault(filter.getId(), filter.getName()),
                      filter.getId(),
                      REMEDY));
        }
      }
    }
    boolean isPartlyFiltered =
        dataset instanceof ChunkedDataset chunked
            && chunked.written().values().stream().anyMatch(c -> !c.getFilterMask().isEmpty());
    return isPartlyFiltered
        ? Optional.of("chunks that a filter passed over are not supported" + REMEDY)
        : Optional.empty();
  }

  /** What the library says it does not support, if that is why it failed. */
  static Optional<String> unsupported(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedHdfException) {
        return Optional.of(
            feature(cause) + ", here or in a dataset beside, is not supported" + REMEDY);
      }
    }
    return Optional.empty();
  }

  private static String feature(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.startsWith("Virtual storage")) {
      return "virtual storage";
    }
    if (message.contains("data layout message version")) {
      return "data layout of version %s, as HDF5 2.0 writes with libver=latest"
          .formatted(message.substring(message.lastIndexOf(' ') + 1));
    }
    return message.contains("External Data Files")
        ? "storage in external files"
        : "this part of HDF5 (%s)".formatted(message);
  }
}
