package org.purkinje.jobsupport.run;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.purkinje.biosignal.file.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A warehouse folder that was moved or copied. Iceberg's metadata name every file by its absolute
 * path, so the tables would be read from where the folder was, or not at all; here the names are
 * changed to where it is.
 *
 * <p>A table's row in the catalog is changed last. Where the work is cut short, the next session
 * finds that row as it was and does the table again, which changes nothing that is changed already.
 *
 * @see <a href="https://iceberg.apache.org/spec/">Iceberg table specification, Manifests</a>
 */
final class MovedWarehouse {

  private static final Logger LOG = LoggerFactory.getLogger(MovedWarehouse.class);

  private final String here;
  private final String there;

  /**
   * @param here where the warehouse is, without a closing slash
   * @param there where it was
   */
  private MovedWarehouse(String here, String there) {
    this.here = here;
    this.there = there;
  }

  /**
   * A table as the catalog has it.
   *
   * @param folder below the warehouse, e.g. {@code purkinje/windows}
   * @param metadata absolute path of its current metadata file
   */
  private record Entry(String namespace, String name, String folder, String metadata) {

    /** The warehouse that the path is in. */
    String warehouse() {
      int end = metadata.lastIndexOf("/" + folder + "/metadata/");
      if (end < 0) {
        throw new IllegalStateException(
            "catalog: metadata of table %s must lie in WAREHOUSE/%s/metadata, got %s"
                .formatted(name, folder, metadata));
      }
      return metadata.substring(0, end);
    }
  }

  /**
   * Makes the tables of a warehouse those of its folder, if they are of another. No other process
   * may open the warehouse meanwhile.
   *
   * @param catalog JDBC address of its catalog
   * @throws IllegalArgumentException if a run is under way there by the folder's other name
   */
  static void adopt(Path warehouse, String catalog) {
    if (!Files.exists(warehouse.resolve("catalog.db"))) {
      return;
    }
    String here = warehouse.toString();
    try (Connection connection = DriverManager.getConnection(catalog)) {
      List<Entry> strangers = new ArrayList<>();
      for (Entry table : tables(connection)) {
        if (!isHere(warehouse, table)) {
          strangers.add(table);
        }
      }
      if (!strangers.isEmpty()) {
        requireNoRuns(warehouse, strangers.get(0).warehouse());
      }
      for (Entry table : strangers) {
        LOG.info("table {} is of {}; it becomes one of {}", table.name(), table.warehouse(), here);
        new MovedWarehouse(here, table.warehouse()).adopt(connection, table);
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(
          "warehouse %s was moved, and its tables cannot be made those of this folder: %s"
              .formatted(here, e.getMessage()),
          e);
    }
  }

  /** A folder may have several names, each of which leads to the files. */
  private static boolean isHere(Path warehouse, Entry table) throws IOException {
    Path other = Path.of(table.warehouse());
    return other.equals(warehouse) || (Files.exists(other) && Files.isSameFile(other, warehouse));
  }

  /** A run holds locks on what it reads and writes. */
  private static void requireNoRuns(Path warehouse, String other) throws IOException {
    Path catalogLock = warehouse.resolve("locks/" + RunLocks.CATALOG + ".lock");
    try (Stream<Path> files = Files.list(catalogLock.getParent())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.toString().endsWith(".lock") || file.equals(catalogLock)) {
          continue;
        }
        try (ProcessLock lock =
            ProcessLock.tryAcquire(file, ProcessLock.Kind.EXCLUSIVE).orElse(null)) {
          if (lock == null) {
            throw new IllegalArgumentException(
                "warehouse %s is in use as %s; give that path, or wait until no run is under way"
                    .formatted(warehouse, other));
          }
        }
      }
    }
  }

  private static List<Entry> tables(Connection connection) throws SQLException {
    List<Entry> tables = new ArrayList<>();
    if (!hasTables(connection)) {
      return tables;
    }
    try (PreparedStatement query =
            connection.prepareStatement(
                "select table_namespace, table_name, metadata_location from iceberg_tables"
                    + " where metadata_location is not null");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String namespace = rows.getString(1);
        String name = rows.getString(2);
        String folder = namespace.replace('.', '/') + "/" + name;
        tables.add(new Entry(namespace, name, folder, rows.getString(3)));
      }
    }
    return tables;
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select 1 from sqlite_master where name = 'iceberg_tables'");
        ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  private void adopt(Connection connection, Entry table) throws SQLException, IOException {
    Path folder = Path.of(here).resolve(table.folder()).resolve("metadata");
    List<Path> lists = new ArrayList<>();
    List<Path> manifests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".metadata.json")) {
          replace(file, partial -> Files.writeString(partial, json(Files.readString(file))));
        } else if (name.endsWith(".avro")) {
          (name.startsWith("snap-") ? lists : manifests).add(file);
        }
      }
    }
    // A list states the lengths of its manifests.
    for (Path file : manifests) {
      replace(file, partial -> rewrite(file, partial));
    }
    for (Path file : lists) {
      replace(file, partial -> rewrite(file, partial));
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update iceberg_tables set metadata_location = ?, previous_metadata_location = null"
                + " where table_namespace = ? and table_name = ?")) {
      update.setString(1, here + table.metadata().substring(there.length()));
      update.setString(2, table.namespace());
      update.setString(3, table.name());
      update.executeUpdate();
    }
  }

  private static void replace(Path file, WholeFile.Writing writing) throws IOException {
    // Hadoop's checksum of the file as it was.
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    WholeFile.write(file, writing);
  }

  private String json(String text) {
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    return text.replace(
        "\"" + String.valueOf(encoder.quoteAsString(there)) + "/",
        "\"" + String.valueOf(encoder.quoteAsString(here)) + "/");
  }

  /** Copies an Avro file with the paths and lengths that its records have now. */
  private void rewrite(Path from, Path to) throws IOException {
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(from.toFile(), new GenericDatumReader<>())) {
      DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>());
      for (String key : reader.getMetaKeys()) {
        if (!DataFileWriter.isReservedMeta(key)) {
          writer.setMeta(key, reader.getMeta(key));
        }
      }
      writer.setCodec(
          CodecFactory.fromString(
              Optional.ofNullable(reader.getMetaString("avro.codec")).orElse("null")));
      try (writer) {
        writer.create(reader.getSchema(), to.toFile());
        for (GenericRecord row : reader) {
          move(row);
          writer.append(row);
        }
      }
    }
  }

  private void move(GenericRecord row) throws IOException {
    for (Schema.Field field : row.getSchema().getFields()) {
      Object value = row.get(field.pos());
      if (value instanceof GenericRecord inner) {
        move(inner);
      } else if (value instanceof CharSequence text && isThere(text.toString())) {
        row.put(field.pos(), here + text.toString().substring(there.length()));
      }
    }
    if (row.getSchema().getField("manifest_length") != null) {
      Path manifest = Path.of(String.valueOf(row.get("manifest_path")));
      if (Files.exists(manifest)) {
        row.put("manifest_length", Files.size(manifest));
      }
    }
  }

  private boolean isThere(String path) {
    return path.startsWith(there + "/");
  }
}
