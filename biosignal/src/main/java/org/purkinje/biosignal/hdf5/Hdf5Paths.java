package org.purkinje.biosignal.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import io.jhdf.links.SoftLink;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;

/** Finds nodes by their paths; links are followed within the file and never out of it. */
final class Hdf5Paths {

  private static final int MAX_LINKS = 40;

  private final String source;
  private final HdfFile file;
  private int links;

  private Hdf5Paths(String source, HdfFile file) {
    this.source = source;
    this.file = file;
  }

  /** Nodes whose paths fit a pattern in which {@code *} stands for any part of a name. */
  static List<Node> nodes(String source, HdfFile file, String pattern) {
    return new Hdf5Paths(source, file).nodes(file, pattern);
  }

  private List<Node> nodes(Group from, String pattern) {
    List<Node> found = new ArrayList<>();
    collect(from, pattern.replaceFirst("^/", "").split("/"), 0, found);
    return found;
  }

  private void collect(Node node, String[] names, int depth, List<Node> found) {
    if (depth == names.length || (names.length == 1 && names[0].isEmpty())) {
      found.add(node);
      return;
    }
    if (!(node instanceof Group group)) {
      return;
    }
    String name = names[depth].replace("*", "\\E.*\\Q");
    for (Node child : group.getChildren().values()) {
      if (child.getName().matches("\\Q" + name + "\\E")) {
        collect(target(child), names, depth + 1, found);
      }
    }
  }

  private Node target(Node node) {
    if (node instanceof ExternalLink link) {
      throw new MalformedFileException(
          source,
          link.getPath(),
          "link to another file, %s, is not supported; copy what it leads to into this file, e.g. with"
                  .formatted(link.getTargetPath())
              + " h5copy");
    }
    if (!(node instanceof SoftLink link)) {
      return node;
    }
    if (++links > MAX_LINKS) {
      throw new MalformedFileException(
          source, link.getPath(), "more than %d links in a row".formatted(MAX_LINKS));
    }
    String path = link.getTargetPath();
    List<Node> found = nodes(path.startsWith("/") ? file : link.getParent(), path);
    if (found.size() != 1) {
      throw new MalformedFileException(
          source, link.getPath(), "link to %s, which is absent".formatted(path));
    }
    return found.get(0);
  }
}
