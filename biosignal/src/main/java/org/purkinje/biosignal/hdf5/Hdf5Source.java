package org.purkinje.biosignal.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.object.datatype.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;

/**
 * A file as the library reads it, which throws all kinds of exceptions over a damaged one; here
 * they become one.
 */
final class Hdf5Source implements AutoCloseable {

  /** Bytes of numbers that a byte of the file may stand for when compressed. */
  private static final long MAX_INFLATED = 1_100;

  private final String source;
  private final HdfFile file;
  private final long fileBytes;

  private Hdf5Source(String source, HdfFile file, long fileBytes) {
    this.source = source;
    this.file = file;
    this.fileBytes = fileBytes;
  }

  static Hdf5Source open(String source, Path path, long bytes) {
    return new Hdf5Source(source, guarded(source, "file", () -> file(path, bytes)), bytes);
  }

  /** In a mapped file a damaged length ends at the file's end, and needs no memory. */
  private static HdfFile file(Path path, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      return new HdfFile(path);
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Datasets whose paths fit a pattern in which {@code *} stands for any part of a name. */
  List<Dataset> datasets(String pattern) {
    List<Node> found = guarded(source, pattern, () -> Hdf5Paths.nodes(source, file, pattern));
    List<Dataset> datasets = new ArrayList<>();
    for (Node node : found) {
      if (node instanceof Dataset dataset) {
        datasets.add(readable(dataset));
      }
    }
    if (datasets.isEmpty()) {
      throw malformed(
          pattern,
          found.isEmpty()
              ? "absent; is the file of this corpus?"
              : "a group, as MATLAB writes structs and sparse matrices, where a dataset is needed");
    }
    return datasets;
  }

  private Dataset readable(Dataset dataset) {
    return guarded(
        source,
        dataset.getPath(),
        () ->
            ChunkedDataset.of(dataset, file.getHdfBackingStorage())
                .<Dataset>map(chunked -> chunked)
                .orElse(dataset));
  }

  /** Refuses a dataset whose numbers cannot be read, for whatever reason but damage. */
  void requireSupported(Dataset dataset) {
    guarded(source, dataset.getPath(), () -> Hdf5Support.unsupported(dataset))
        .ifPresent(
            reason -> {
              throw malformed(dataset.getPath(), reason);
            });
  }

  WrittenParts written(Dataset dataset) {
    return guarded(source, dataset.getPath(), () -> WrittenParts.of(dataset));
  }

  /** The dataset that an element of a dataset of references stands for. */
  Dataset referred(Dataset references, int index) {
    long[] addresses = addresses(references);
    String place = references.getPath();
    if (index >= addresses.length) {
      throw malformed(
          place, "%d references, none for record %d".formatted(addresses.length, index));
    }
    Node node = guarded(source, place, () -> file.getNodeByAddress(addresses[index]));
    if (!(node instanceof Dataset dataset)) {
      throw malformed(
          place,
          "reference %d leads to a group, as MATLAB writes structs; to a dataset is needed"
              .formatted(index));
    }
    return readable(dataset);
  }

  long[] addresses(Dataset references) {
    if (!(references.getDataType() instanceof Reference)) {
      throw malformed(references.getPath(), "no references, which cells: true needs");
    }
    Object data = all(references);
    List<Number> numbers = new ArrayList<>();
    flatten(data, numbers);
    return numbers.stream().mapToLong(Number::longValue).toArray();
  }

  /** Lengths of the axes. */
  long[] shape(Dataset dataset) {
    long[] shape = guarded(source, dataset.getPath(), () -> dataset.getDimensionsAsLong());
    long size = 1;
    for (long length : shape) {
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw malformed(dataset.getPath(), "axis of length %d, at most 2^31 − 1".formatted(length));
      }
      size = Math.multiplyExact(size, Math.max(1, length));
      if (size > MAX_INFLATED * fileBytes) {
        throw malformed(
            dataset.getPath(),
            "%d numbers or more in a file of %d bytes, which holds at most %d; it is damaged"
                .formatted(size, fileBytes, MAX_INFLATED * fileBytes));
      }
    }
    return shape;
  }

  /** Everything in a dataset, as the library gives it. */
  Object all(Dataset dataset) {
    shape(dataset);
    requireSupported(dataset);
    if (written(dataset).isNothing()) {
      throw malformed(dataset.getPath(), "no values: its storage was never written");
    }
    @Nullable Object data = guarded(source, dataset.getPath(), dataset::getData);
    if (data == null) {
      throw malformed(dataset.getPath(), "no values: an axis has the length 0");
    }
    return data;
  }

  /** A part of a dataset, as nested arrays. */
  Object slice(Dataset dataset, long[] offset, int[] lengths) {
    return guarded(
        source,
        dataset.getPath(),
        () ->
            dataset instanceof CompactDataset
                ? cut(dataset.getData(), offset, lengths, 0)
                : dataset.getData(offset, lengths));
  }

  /** A part of nested arrays. */
  private static Object cut(Object data, long[] offset, int[] lengths, int axis) {
    if (axis == lengths.length) {
      return data;
    }
    Object[] parts = new Object[lengths[axis]];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = cut(Array.get(data, (int) offset[axis] + i), offset, lengths, axis + 1);
    }
    return parts;
  }

  Class<?> javaType(Dataset dataset) {
    return guarded(source, dataset.getPath(), dataset::getJavaType);
  }

  /** An attribute of a node itself. */
  Optional<Object> own(Node node, String name) {
    return guarded(
        source,
        node.getPath() + "@" + name,
        () -> {
          @Nullable Attribute attribute = node.getAttribute(name);
          return attribute == null ? Optional.empty() : Optional.ofNullable(attribute.getData());
        });
  }

  /** An attribute of a node or of the nearest group above it that has it. */
  Optional<Object> attribute(Node from, String name) {
    return guarded(
        source,
        from.getPath() + "@" + name,
        () -> {
          @Nullable Node node = from;
          while (node != null) {
            Attribute attribute = node.getAttribute(name);
            if (attribute != null) {
              return Optional.ofNullable(attribute.getData());
            }
            node = node == file ? null : node.getParent();
          }
          return Optional.empty();
        });
  }

  /** The node at a path. */
  Node node(String path) {
    List<Node> found = guarded(source, path, () -> Hdf5Paths.nodes(source, file, path));
    if (found.size() != 1) {
      throw malformed(path, "absent; is the file of this corpus?");
    }
    return found.get(0);
  }

  /** All numbers of nested arrays, in order. */
  static void flatten(@Nullable Object data, List<Number> numbers) {
    if (data instanceof Number number) {
      numbers.add(number);
    } else if (data != null && data.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(data); i++) {
        flatten(Array.get(data, i), numbers);
      }
    }
  }

  MalformedFileException malformed(String place, String problem) {
    return new MalformedFileException(source, place, problem);
  }

  /** Runs what the library does; whatever it throws is the file's fault. */
  @SuppressWarnings("CatchingUnchecked") // The library throws all kinds.
  private static <T> T guarded(String source, String place, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (MalformedFileException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      MalformedFileException malformed =
          new MalformedFileException(
              source,
              place,
              Hdf5Support.unsupported(e)
                  .orElse(
                      "unreadable (%s: %s); the file was truncated or damaged, or is no HDF5"
                          .formatted(e.getClass().getSimpleName(), e.getMessage())));
      malformed.initCause(e);
      throw malformed;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
