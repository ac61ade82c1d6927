package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowBuilderTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("corpus", DataTypes.StringType, false)
          .add("age_years", DataTypes.DoubleType, true);

  @Test
  void fillsByNameAndLeavesNullableColumnsNull() {
    Row row = new RowBuilder(SCHEMA).set("corpus", "mitdb").build();
    assertThat(row.<String>getAs("corpus")).isEqualTo("mitdb");
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.schema()).isEqualTo(SCHEMA);
  }

  @Test
  void refusesARowWithoutARequiredValue() {
    RowBuilder row = new RowBuilder(SCHEMA).set("age_years", 61.0);
    assertThatThrownBy(row::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column corpus has no value");
  }

  @Test
  void refusesAnUnknownColumn() {
    RowBuilder row = new RowBuilder(SCHEMA);
    assertThatThrownBy(() -> row.set("age", 61.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column age, there are: corpus, age_years");
  }
}
