package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AccountingTableTest {

  @Test
  void refusesCountsThatDoNotAddUp() {
    assertThatThrownBy(() -> new AccountingTable.Count("mitdb", "records", 1_048, 1_040, 5, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "mitdb: 1,048 records discovered, but 1,040 accepted + 5 rejected + 1 excluded = 1,046");
  }

  @Test
  void writesCountsThatAddUp() {
    AccountingTable.Count count = new AccountingTable.Count("mitdb", "records", 48, 40, 5, 3);
    assertThat(AccountingTable.row("ingest-corpus/mitdb", "run-1", count).toString())
        .isEqualTo("[ingest-corpus/mitdb,mitdb,run-1,records,48,40,5,3]");
  }
}
