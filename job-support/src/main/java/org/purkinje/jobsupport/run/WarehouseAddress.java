package org.purkinje.jobsupport.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.Lake;

/** Where a warehouse lies: a folder, or a URI with a catalog that is a service. */
public final class WarehouseAddress {

  private static final String CATALOG = "spark.purkinje.catalog";
  private static final String PASSWORD = "spark.sql.catalog.lake.jdbc.password";

  private final String root;
  private final Catalog catalog;

  private WarehouseAddress(String root, Catalog catalog) {
    this.root = root;
    this.catalog = catalog;
  }

  /** A folder with a catalog of its own. */
  public static WarehouseAddress of(Path folder) {
    String root = StoredFolder.absolute(folder.toString());
    return new WarehouseAddress(root, Catalog.ofFolder(Path.of(root)));
  }

  /**
   * @param warehouse a folder or a URI such as {@code s3a://bucket/folder}
   * @param catalog address of a catalog; empty for that of a folder
   * @param environment holds the catalog's password, if it is not a part of its address
   * @throws IllegalArgumentException if one of them is wrong, or the catalog is wanting
   */
  public static WarehouseAddress of(
      String warehouse, String catalog, Map<String, String> environment) {
    String root = root(warehouse);
    if (!catalog.isEmpty()) {
      return new WarehouseAddress(root, Catalog.ofService(catalog, environment));
    }
    if (FileTree.isRemote(root)) {
      throw new IllegalArgumentException(
          "warehouse %s: needs a catalog; give --catalog jdbc:postgresql://HOST/DATABASE?user=NAME"
                  .formatted(root)
              + " or that of an Iceberg REST catalog");
    }
    return of(Path.of(root));
  }

  /**
   * The root in the one way in which it is written here.
   *
   * @throws IllegalArgumentException if it is no folder's address
   */
  public static String root(String warehouse) {
    if (warehouse.matches("s3n?://.*")) {
      throw new IllegalArgumentException(
          "warehouse %s: write s3a:// in place of %s"
              .formatted(warehouse, warehouse.substring(0, warehouse.indexOf("//") + 2)));
    }
    if (warehouse.matches("s3a:/*")) {
      throw new IllegalArgumentException(
          "warehouse %s: names no bucket; write s3a://BUCKET/FOLDER".formatted(warehouse));
    }
    return StoredFolder.absolute(warehouse);
  }

  /** That of a session. */
  static WarehouseAddress of(SparkSession spark) {
    String root = spark.conf().get(Lake.WAREHOUSE);
    String service = spark.conf().get(CATALOG, "");
    return of(root, service, Map.of(Catalog.PASSWORD, spark.conf().get(PASSWORD, "")));
  }

  String root() {
    return root;
  }

  Catalog catalog() {
    return catalog;
  }

  boolean isLocal() {
    return !FileTree.isRemote(root);
  }

  /** Properties of a session. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put(Lake.WAREHOUSE, root);
    if (!catalog.isFolder()) {
      properties.put(CATALOG, catalog.uri());
    }
    properties.put("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog");
    properties.put("spark.sql.catalog.lake.warehouse", root);
    catalog
        .properties()
        .forEach((key, value) -> properties.put("spark.sql.catalog.lake." + key, value));
    return properties;
  }

  @Override
  public String toString() {
    return root;
  }
}
