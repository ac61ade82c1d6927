package org.purkinje.jobsupport.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Meaning and unit of a config key; what {@code purkinje help JOB} prints. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ConfigKey {

  /** One line: what it sets, its unit, its range. */
  String value();

  /**
   * Whether it only says where files lie, so that what is found elsewhere gives the same result.
   */
  boolean isPlace() default false;

  /** Whether it only says how far to go: a run with a larger value can go on where one ended. */
  boolean isExtent() default false;
}
