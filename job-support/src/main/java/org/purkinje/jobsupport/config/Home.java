package org.purkinje.jobsupport.config;

import java.nio.file.Path;

/** The project's folder, which the launcher names in the property {@code purkinje.home}. */
public final class Home {

  private Home() {}

  /** The folder {@code configs}. */
  public static Path configs() {
    return Path.of(System.getProperty("purkinje.home", ".")).resolve("configs");
  }
}
