package io.tandem.publish.audit;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * One column of a row's key, in the order in which Spark sorts: texts by their bytes, arrays
 * element by element.
 *
 * @param number where the column holds numbers, days or moments
 * @param bytes where it holds a text; else none
 * @param elements where it holds an array; else none
 */
record KeyPart(long number, byte[] bytes, List<KeyPart> elements)
    implements Comparable<KeyPart>, Serializable {
  private static final byte[] NO_BYTES = {};
  private static final Comparator<KeyPart> ORDER =
      Comparator.<KeyPart>comparingLong(KeyPart::number)
          .thenComparing(KeyPart::bytes, Arrays::compareUnsigned)
          .thenComparing(KeyPart::elements, KeyPart::compare);

  /** The key of a row; a column that holds nothing is a part of its own, before all others. */
  static List<KeyPart> of(Group row, int[] columns) {
    List<KeyPart> key = new ArrayList<>(columns.length);
    for (int column : columns) {
      key.add(
          row.getFieldRepetitionCount(column) == 0
              ? new KeyPart(Long.MIN_VALUE, NO_BYTES, List.of())
              : of(row, column, 0));
    }
    return key;
  }

  private static KeyPart of(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (!type.isPrimitive()) {
      Group array = group.getGroup(field, index);
      List<KeyPart> elements = new ArrayList<>();
      for (int i = 0; i < array.getFieldRepetitionCount(0); i++) {
        elements.add(of(array.getGroup(0, i), 0, 0));
      }
      return new KeyPart(0, NO_BYTES, Collections.unmodifiableList(elements));
    }
    PrimitiveType.PrimitiveTypeName primitive = type.asPrimitiveType().getPrimitiveTypeName();
    return switch (primitive) {
      case INT32 -> number(group.getInteger(field, index));
      case INT64 -> number(group.getLong(field, index));
      case BOOLEAN -> number(group.getBoolean(field, index) ? 1 : 0);
      case BINARY -> new KeyPart(0, group.getBinary(field, index).getBytes(), List.of());
      default -> throw new IllegalArgumentException("no key is made of " + primitive);
    };
  }

  private static KeyPart number(long number) {
    return new KeyPart(number, NO_BYTES, List.of());
  }

  @Override
  public int compareTo(KeyPart other) {
    return ORDER.compare(this, other);
  }

  /** As arrays and keys are compared: the first difference counts, then the length. */
  static int compare(List<KeyPart> one, List<KeyPart> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** For a message. */
  static String inWords(List<KeyPart> key) {
    return String.join(", ", key.stream().map(KeyPart::toString).toList());
  }

  @Override
  public String toString() {
    if (!elements.isEmpty()) {
      return elements.toString();
    }
    return bytes.length > 0 ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPart part && compareTo(part) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number) * 31 + Arrays.hashCode(bytes) * 31 + elements.hashCode();
  }
}
