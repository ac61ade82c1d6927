package org.purkinje.pretrain.classification;

import java.io.Serializable;
import java.util.Set;

/**
 * A window and the classes of its record.
 *
 * @param record CORPUS/RECORD
 * @param person its {@code person_group}
 * @param classes counted from 0, at least one
 */
public record LabelledWindow(
    String id, String corpus, String record, String person, Set<Integer> classes)
    implements Serializable {}
