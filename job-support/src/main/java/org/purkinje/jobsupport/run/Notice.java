package org.purkinje.jobsupport.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines that a run tells its user. */
final class Notice {

  private static final Logger LOG = LoggerFactory.getLogger(Notice.class);

  private Notice() {}

  /** Prints a line, and logs it. */
  static void say(String line) {
    LOG.info(line);
    System.err.println(line);
  }
}
