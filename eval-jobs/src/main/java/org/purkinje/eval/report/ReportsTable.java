package org.purkinje.eval.report;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.jobsupport.table.Table;

/** One row per report: where its file is and what its bytes are. */
final class ReportsTable {

  static final Table TABLE =
      new Table(
          "reports",
          new StructType()
              .add("report", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("path", DataTypes.StringType, false)
              .add("sha256", DataTypes.StringType, false)
              .add("at", DataTypes.TimestampType, false),
          List.of("report"));

  private ReportsTable() {}
}
