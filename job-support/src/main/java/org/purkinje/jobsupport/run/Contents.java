package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.Lake;

/**
 * What a partition holds, as its files tell; no Spark job is needed to know it.
 *
 * @param rows number of rows whose files are there; of a folder, its files
 * @param filesSha256 SHA-256 over the files' paths and sizes, those of deletions included, hex
 */
record Contents(long rows, String filesSha256) {

  /** What the partition holds now; nothing if its table or folder is absent. */
  static Contents of(Lake lake, Partition partition) {
    if (partition.table().equals(Partition.FILES)) {
      StoredFolder warehouse = lake.warehouse();
      boolean isElsewhere = partition.key().startsWith("/") || FileTree.isRemote(partition.key());
      return ofFolder(
          isElsewhere
              ? warehouse.another(partition.key())
              : warehouse.another(warehouse.resolve(partition.key())));
    }
    return lake.find(partition.table())
        .map(table -> ofTable(table, partition.key()))
        .orElseGet(() -> of(0, Set.of()));
  }

  private static Contents ofTable(Table table, String key) {
    String column = table.schema().findColumnName(table.spec().fields().get(0).sourceId());
    Set<String> files = new TreeSet<>();
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().filter(Expressions.equal(column, key)).planFiles()) {
      for (FileScanTask task : tasks) {
        if (table.io().newInputFile(task.file().location()).exists()) {
          rows += task.file().recordCount();
          files.add(describe(table, task.file()));
        }
        task.deletes().forEach(deletion -> files.add(describe(table, deletion)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(rows, files);
  }

  private static Contents ofFolder(StoredFolder folder) {
    Set<String> files = new TreeSet<>();
    if (folder.hasFolder("")) {
      FileTree.of(folder.toString(), folder.hadoop())
          .list()
          .forEach(file -> files.add(file.path() + " " + file.bytes()));
    }
    return of(files.size(), files);
  }

  /** By its place in the table, wherever that lies. */
  private static String describe(Table table, ContentFile<?> file) {
    String path = file.location();
    String place =
        path.startsWith(table.location()) ? path.substring(table.location().length()) : path;
    return place + " " + file.fileSizeInBytes();
  }

  private static Contents of(long rows, Set<String> files) {
    Sha256 digest = new Sha256();
    files.forEach(digest::add);
    return new Contents(rows, digest.hex());
  }
}
