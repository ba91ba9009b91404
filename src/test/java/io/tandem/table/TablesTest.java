package io.tandem.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/** The contract itself: every table says what it is. */
class TablesTest {
  private static final List<Table> ALL =
      Stream.concat(Tables.INPUTS.stream(), Tables.PUBLISHED.stream()).toList();

  @Test
  void theDataDictionaryIsFresh() throws IOException {
    assertFresh(DataDictionary.FILE, DataDictionary.text());
  }

  @Test
  void theGrainsThatQueriesPrintAreFresh() throws IOException {
    assertFresh(DataDictionary.GRAINS, DataDictionary.grains());
  }

  private static void assertFresh(Path file, String text) throws IOException {
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as("%s; write it anew with ./mvnw test -Dtest=TablesTest -Dtables.write=true", file)
        .isEqualTo(text);
  }

  @Test
  void everyColumnHasAComment() {
    for (Table table : ALL) {
      for (StructField field : table.schema().fields()) {
        assertThat(field.getComment().isDefined()).as(table.name() + "." + field.name()).isTrue();
      }
    }
  }

  @Test
  void keysAreColumnsThatAreNeverNull() {
    for (Table table : ALL) {
      assertThat(
              Arrays.stream(table.schema().fields())
                  .filter(field -> !field.nullable())
                  .map(StructField::name))
          .as(table.name())
          .containsAll(table.key());
    }
  }

  @Test
  void everyPublishedTableHasAKey() {
    assertThat(Tables.PUBLISHED).allSatisfy(table -> assertThat(table.key()).isNotEmpty());
  }
}
