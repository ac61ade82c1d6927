package org.purkinje.ingest.overlap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Connected components by union-find, on the driver: a link costs about 100 bytes there. */
final class Components {

  private final Map<String, String> parents = new HashMap<>();

  private Components() {}

  /**
   * {@code name, first}: each name that has a link, with the first in order of those that it is
   * connected with.
   *
   * @param links pairs of names
   */
  static Dataset<Row> of(Dataset<Row> links) {
    Components components = new Components();
    for (Row link : links.distinct().collectAsList()) {
      components.join(link.getString(0), link.getString(1));
    }
    List<Row> rows = new ArrayList<>();
    for (String name : List.copyOf(components.parents.keySet())) {
      rows.add(RowFactory.create(name, components.find(name)));
    }
    return links
        .sparkSession()
        .createDataFrame(rows, StructType.fromDDL("name string, first string"));
  }

  private void join(String a, String b) {
    String one = find(a);
    String other = find(b);
    if (one.compareTo(other) < 0) {
      parents.put(other, one);
    } else {
      parents.put(one, other);
    }
  }

  /** The first of a name's component; halves the way there. */
  private String find(String name) {
    String at = name;
    String parent = parents.computeIfAbsent(at, itself -> itself);
    while (!parent.equals(at)) {
      String above = parents.getOrDefault(parent, parent);
      parents.put(at, above);
      at = parent;
      parent = above;
    }
    return at;
  }
}
