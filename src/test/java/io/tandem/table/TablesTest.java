package io.tandem.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
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

  @Test
  void wordsAreDeclaredOfTextsAndBoundsOfNumbers() {
    for (Table table : ALL) {
      table
          .values()
          .forEach(
              (column, values) ->
                  assertThat(type(table, column))
                      .as(table.name() + "." + column)
                      .isInstanceOf(
                          values.words().isEmpty() ? NumericType.class : StringType.class));
    }
  }

  @Test
  void referencesLeadToPublishedColumnsOfTheirType() {
    for (Table table : Tables.PUBLISHED) {
      for (Reference reference : table.references()) {
        Table target = published(reference.table());
        assertThat(reference.targets())
            .as(table.name() + " -> " + target.name())
            .hasSameSizeAs(reference.columns());
        for (int i = 0; i < reference.columns().size(); i++) {
          String column = reference.columns().get(i);
          DataType its = type(target, reference.targets().get(i));
          assertThat(type(table, column))
              .as(table.name() + "." + column + " -> " + target.name())
              .isIn(its, DataTypes.createArrayType(its), DataTypes.createArrayType(its, false));
        }
      }
    }
  }

  @Test
  void listsHaveOneItemAtEachRankOfAnOwner() {
    for (Table table : Tables.PUBLISHED) {
      table
          .list()
          .ifPresent(
              list -> {
                assertThat(table.key())
                    .as(table.name())
                    .isEqualTo(
                        Stream.concat(list.owner().stream(), Stream.of(Columns.RANK)).toList());
                assertThat(type(table, Columns.RANK)).isEqualTo(DataTypes.IntegerType);
                assertThat(type(table, list.item())).isEqualTo(DataTypes.StringType);
                assertThat(type(table, list.score())).isEqualTo(DataTypes.DoubleType);
              });
    }
  }

  @Test
  void inputsArePromisedByNobody() {
    assertThat(Tables.INPUTS)
        .allSatisfy(
            table -> {
              assertThat(table.values()).isEmpty();
              assertThat(table.references()).isEmpty();
              assertThat(table.list()).isEmpty();
            });
  }

  private static Table published(String name) {
    return Tables.PUBLISHED.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not published: " + name));
  }

  private static DataType type(Table table, String column) {
    assertThat(table.schema().fieldNames()).as(table.name()).contains(column);
    return table.schema().apply(column).dataType();
  }
}
