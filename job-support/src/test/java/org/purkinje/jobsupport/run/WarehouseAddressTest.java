package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarehouseAddressTest {

  private static final Map<String, String> NO_ENVIRONMENT = Map.of();

  @Test
  void keepsAPasswordOutOfWhatIsShown() {
    Catalog catalog =
        Catalog.ofService(
            "jdbc:postgresql://host:5432/lake?password=a%26b&user=me", NO_ENVIRONMENT);
    assertThat(catalog.password()).isEqualTo("a&b");
    assertThat(catalog).hasToString("jdbc:postgresql://host:5432/lake?user=me");
    assertThat(Catalog.ofService("jdbc:postgresql:lake?password=a", NO_ENVIRONMENT))
        .hasToString("jdbc:postgresql:lake");
  }

  @Test
  void takesThePasswordOfTheEnvironment() {
    Catalog catalog =
        Catalog.ofService(
            "jdbc:postgresql://host/lake?user=me", Map.of("PURKINJE_CATALOG_PASSWORD", "secret"));
    assertThat(catalog.properties())
        .containsEntry("type", "jdbc")
        .containsEntry("uri", "jdbc:postgresql://host/lake?user=me")
        .containsEntry("jdbc.password", "secret");
  }

  @Test
  void takesARestCatalog() {
    WarehouseAddress address =
        WarehouseAddress.of("s3a://bucket/lake/", "https://host/catalog", NO_ENVIRONMENT);
    assertThat(address).hasToString("s3a://bucket/lake");
    assertThat(address.properties())
        .containsEntry("spark.sql.catalog.lake.type", "rest")
        .containsEntry("spark.sql.catalog.lake.uri", "https://host/catalog")
        .containsEntry("spark.sql.catalog.lake.warehouse", "s3a://bucket/lake")
        .containsEntry("spark.purkinje.warehouse", "s3a://bucket/lake");
  }

  @Test
  void leavesAFolderItsOwnCatalog() {
    assertThat(WarehouseAddress.of("lake", "", NO_ENVIRONMENT).properties())
        .isEqualTo(WarehouseAddress.of(Path.of("lake")).properties())
        .containsEntry("spark.purkinje.warehouse", Path.of("lake").toAbsolutePath().toString());
    assertThat(WarehouseAddress.of("file:///data/lake", "", NO_ENVIRONMENT))
        .hasToString("/data/lake");
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    assertThatThrownBy(() -> WarehouseAddress.of("s3a://bucket/lake", "", NO_ENVIRONMENT))
        .hasMessage(
            "warehouse s3a://bucket/lake: needs a catalog; give --catalog"
                + " jdbc:postgresql://HOST/DATABASE?user=NAME or that of an Iceberg REST catalog");
    assertThatThrownBy(() -> WarehouseAddress.root("s3://bucket/lake"))
        .hasMessage("warehouse s3://bucket/lake: write s3a:// in place of s3://");
    assertThatThrownBy(() -> WarehouseAddress.root("s3a://"))
        .hasMessage("warehouse s3a://: names no bucket; write s3a://BUCKET/FOLDER");
    assertThatThrownBy(
            () -> Catalog.ofService("jdbc:mysql://host/lake?password=a&user=me", NO_ENVIRONMENT))
        .hasMessage(
            "--catalog jdbc:mysql://host/lake?user=me: must be"
                + " jdbc:postgresql://HOST/DATABASE?user=NAME or the https:// address of an Iceberg"
                + " REST catalog");
  }
}
