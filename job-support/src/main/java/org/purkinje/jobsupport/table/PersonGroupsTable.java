package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per corpus and subject: which person that is, as far as is known.
 *
 * <p>{@code person_group} is the first, by corpus and subject, of all subjects that are known to be
 * one person: those of one name, those whose records hold the same waveform, and those that {@code
 * contains} of a corpus file maps onto each other. {@code unknown_corpora} are those of the scope
 * that may hold the same person without it being known under which subject: the own corpus where
 * the subject is assumed, and others by {@code contains}.
 */
public final class PersonGroupsTable {

  public static final Table TABLE =
      new Table(
          "person_groups",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add(
                  "unknown_corpora", DataTypes.createArrayType(DataTypes.StringType, false), false),
          List.of("scope"));

  private PersonGroupsTable() {}
}
