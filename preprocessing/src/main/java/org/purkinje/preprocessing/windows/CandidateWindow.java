package org.purkinje.preprocessing.windows;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * A window with what became of it, or a whole record that gave none.
 *
 * @param window its row of {@code windows} if it was accepted
 * @param features its rows of {@code window_features}
 * @param reject its row of {@code rejects}, or that of the record, if it was not
 */
record CandidateWindow(@Nullable Row window, List<Row> features, @Nullable Row reject) {

  static final StructType SCHEMA =
      new StructType()
          .add("window", WindowsTable.TABLE.schema(), true)
          .add("features", DataTypes.createArrayType(WindowFeaturesTable.TABLE.schema()), false)
          .add("reject", RejectsTable.TABLE.schema(), true);

  static CandidateWindow accepted(Row window, List<Row> features) {
    return new CandidateWindow(window, features, null);
  }

  static CandidateWindow rejected(Row reject) {
    return new CandidateWindow(null, List.of(), reject);
  }

  /** As {@link #SCHEMA} says. */
  Row row() {
    return RowFactory.create(window, features.toArray(Row[]::new), reject);
  }
}
