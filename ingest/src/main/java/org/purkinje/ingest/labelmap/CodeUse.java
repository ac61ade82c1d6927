package org.purkinje.ingest.labelmap;

/**
 * How often a corpus uses a code.
 *
 * @param labels number of labels, or of beats
 * @param records number of records with the code
 * @param subjects number of subjects with the code
 */
public record CodeUse(String code, long labels, long records, long subjects) {}
