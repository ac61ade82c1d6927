package org.purkinje.biosignal.recording;

import java.io.IOException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a file under the name that another file gives it. Copies by way of DOS, macOS or a zip
 * archive change a name's case or the form of its accents (Unicode NFC and NFD).
 */
public final class StoredName {

  private StoredName() {}

  /** The name under which the file is stored; {@code fileName} itself if there is none. */
  public static String of(RecordFolder folder, String fileName) throws IOException {
    int dot = fileName.lastIndexOf('.') + 1;
    String base = fileName.substring(0, dot);
    String ending = fileName.substring(dot);
    Set<String> names = new LinkedHashSet<>();
    names.add(fileName);
    names.add(base + ending.toUpperCase(Locale.ROOT));
    names.add(base + ending.toLowerCase(Locale.ROOT));
    names.add(fileName.toUpperCase(Locale.ROOT));
    names.add(fileName.toLowerCase(Locale.ROOT));
    names.add(Normalizer.normalize(fileName, Normalizer.Form.NFC));
    names.add(Normalizer.normalize(fileName, Normalizer.Form.NFD));
    for (String name : names) {
      if (folder.exists(name)) {
        return name;
      }
    }
    return fileName;
  }
}
