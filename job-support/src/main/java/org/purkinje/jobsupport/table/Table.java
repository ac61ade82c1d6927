package org.purkinje.jobsupport.table;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * A table's name and shape.
 *
 * @param partitionedBy identity partition columns, outermost first; a run replaces the rows of one
 *     value of the first
 */
public record Table(String name, StructType schema, List<String> partitionedBy)
    implements Serializable {}
