package org.purkinje.biosignal.window;

/** Which channels of a kind a window holds. */
public enum Take {
  /** The first of the leads asked for that the record has, else its first channel of the kind. */
  FIRST,
  /** Each of the leads asked for; one that the record lacks is absent. */
  EACH
}
