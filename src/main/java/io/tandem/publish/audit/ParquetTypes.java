package io.tandem.publish.audit;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The types of a Parquet file in Spark's words, as a contract writes them. */
final class ParquetTypes {

  /** Names and types of the columns, such as {@code product_id string}. */
  static List<String> columns(GroupType schema) {
    return schema.getFields().stream()
        .map(field -> field.getName() + " " + inWords(field))
        .collect(Collectors.toList());
  }

  private static String inWords(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (type.isPrimitive()) {
      return primitive(type.asPrimitiveType(), annotation);
    }
    GroupType group = type.asGroupType();
    if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
      return "array<" + inWords(group.getType(0).asGroupType().getType(0)) + ">";
    }
    if (annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation) {
      GroupType entry = group.getType(0).asGroupType();
      return "map<" + inWords(entry.getType(0)) + "," + inWords(entry.getType(1)) + ">";
    }
    return group.getFields().stream()
        .map(field -> field.getName() + ":" + inWords(field))
        .collect(Collectors.joining(",", "struct<", ">"));
  }

  private static String primitive(PrimitiveType type, LogicalTypeAnnotation annotation) {
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
      return timestamp.isAdjustedToUTC() ? "timestamp" : "timestamp_ntz";
    }
    if (annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation) {
      return "string";
    }
    if (annotation instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
      return "date";
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> "boolean";
      case INT32 -> "int";
      case INT64 -> "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case BINARY, FIXED_LEN_BYTE_ARRAY -> "binary";
      case INT96 -> "timestamp as INT96";
    };
  }

  private ParquetTypes() {}
}
