package org.purkinje.biosignal.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
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
  private static final long MOST_INFLATED = 1_100;

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
    List<Dataset> found =
        guarded(
            source,
            pattern,
            () -> {
              List<Dataset> datasets = new ArrayList<>();
              String[] names = pattern.replaceFirst("^/", "").split("/");
              collect(file, names, 0, datasets);
              return datasets;
            });
    if (found.isEmpty()) {
      throw malformed(pattern, "must be a dataset, got none; it is not of this corpus or damaged");
    }
    return found;
  }

  private static void collect(Group group, String[] names, int depth, List<Dataset> found) {
    String name = names[depth].replace("*", "\\E.*\\Q");
    for (Node child : group.getChildren().values()) {
      if (!child.getName().matches("\\Q" + name + "\\E")) {
        continue;
      }
      if (depth == names.length - 1) {
        if (child instanceof Dataset dataset) {
          found.add(dataset);
        }
      } else if (child instanceof Group below) {
        collect(below, names, depth + 1, found);
      }
    }
  }

  /** The dataset that an element of a dataset of references stands for. */
  Dataset referred(Dataset references, int index) {
    long[] addresses = addresses(references);
    String place = references.getPath();
    if (index >= addresses.length) {
      throw malformed(
          place, "must hold a reference %d, got %d of them".formatted(index, addresses.length));
    }
    Node node = guarded(source, place, () -> file.getNodeByAddress(addresses[index]));
    if (!(node instanceof Dataset dataset)) {
      throw malformed(place, "reference %d must be to a dataset".formatted(index));
    }
    return dataset;
  }

  long[] addresses(Dataset references) {
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
        throw malformed(dataset.getPath(), "an axis must be below 2^31 long, got " + length);
      }
      size = Math.multiplyExact(size, Math.max(1, length));
      if (size > MOST_INFLATED * fileBytes) {
        throw malformed(
            dataset.getPath(),
            "must have fewer than %d numbers in a file of %d bytes, got %d or more"
                .formatted(MOST_INFLATED * fileBytes, fileBytes, size));
      }
    }
    return shape;
  }

  /** Everything in a dataset, as the library gives it. */
  Object all(Dataset dataset) {
    shape(dataset);
    Object data = guarded(source, dataset.getPath(), dataset::getData);
    return data;
  }

  /** A part of a dataset, as nested arrays. */
  Object slice(Dataset dataset, long[] offset, int[] lengths) {
    return guarded(source, dataset.getPath(), () -> dataset.getData(offset, lengths));
  }

  Class<?> javaType(Dataset dataset) {
    return guarded(source, dataset.getPath(), dataset::getJavaType);
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
    return guarded(source, path, () -> path.equals("/") ? file : file.getByPath(path));
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
              "must be readable HDF5, got %s: %s; the file was truncated or damaged"
                  .formatted(e.getClass().getSimpleName(), e.getMessage()));
      malformed.initCause(e);
      throw malformed;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
