package org.purkinje.models.training;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Meaning and unit of a setting of an objective, in one line. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  String value();

  /** What it is where older configs and checkpoints leave it out; empty if it must be given. */
  String absent() default "";
}
