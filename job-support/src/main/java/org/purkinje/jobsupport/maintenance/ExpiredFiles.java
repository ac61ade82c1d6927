package org.purkinje.jobsupport.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The files that Iceberg deletes with snapshots: lists, manifests and files of rows and deletions
 * that no other snapshot names. Iceberg itself tells them only once the snapshots are gone.
 */
final class ExpiredFiles {

  private final Table table;

  private ExpiredFiles(Table table) {
    this.table = table;
  }

  /** Counts the files without deleting any. */
  static void count(Table table, List<Snapshot> expired, FileCount count) {
    List<Snapshot> kept = new ArrayList<>();
    table.snapshots().forEach(kept::add);
    kept.removeAll(expired);
    ExpiredFiles files = new ExpiredFiles(table);
    Map<String, Long> bytesByPath = files.namedBy(expired);
    bytesByPath.keySet().removeAll(files.namedBy(kept).keySet());
    bytesByPath.values().forEach(count::add);
  }

  private Map<String, Long> namedBy(List<Snapshot> snapshots) {
    Map<String, Long> bytesByPath = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      String list = snapshot.manifestListLocation();
      bytesByPath.put(list, table.io().newInputFile(list).getLength());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        // Most manifests of a snapshot are those of the one before.
        if (bytesByPath.putIfAbsent(manifest.path(), manifest.length()) == null) {
          addFiles(manifest, bytesByPath);
        }
      }
    }
    return bytesByPath;
  }

  private void addFiles(ManifestFile manifest, Map<String, Long> bytesByPath) {
    try (CloseableIterable<? extends ContentFile<?>> files =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, table.io(), table.specs())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      files.forEach(file -> bytesByPath.put(file.location(), file.fileSizeInBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
