package org.purkinje.preprocessing.records;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Who a record is of, as the columns of {@code windows} say it.
 *
 * @param identity published or assumed
 * @param group one name for all subjects that are known to be this person
 * @param groups scope of {@code person_groups} that it is from; null without one
 */
public record Person(String identity, String group, @Nullable String groups)
    implements Serializable {

  /** From a row with the columns of the same names. */
  public static Person of(Row row) {
    return new Person(
        row.getAs("subject_identity"), row.getAs("person_group"), row.getAs("person_groups"));
  }

  public RowBuilder addTo(RowBuilder row) {
    return row.set("subject_identity", identity)
        .set("person_group", group)
        .set("person_groups", groups);
  }
}
