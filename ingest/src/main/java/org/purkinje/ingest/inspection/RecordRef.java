package org.purkinje.ingest.inspection;

import java.io.Serializable;

/**
 * Where a record is to be found.
 *
 * @param name its name in the tables
 * @param file path of its file in the corpus folder
 * @param rule place of the rule that fits the file in the corpus' list
 * @param member its name in that file
 * @param bytes about how many are read for it
 * @param sha256 of the file, hex
 */
public record RecordRef(
    String name, String file, int rule, String member, long bytes, String sha256)
    implements Serializable {}
