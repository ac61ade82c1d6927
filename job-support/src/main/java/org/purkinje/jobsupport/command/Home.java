package org.purkinje.jobsupport.command;

import java.nio.file.Path;

/** The project's folder, which the launcher names in the property {@code purkinje.home}. */
final class Home {

  private Home() {}

  static Path configs() {
    return Path.of(System.getProperty("purkinje.home", ".")).resolve("configs");
  }
}
