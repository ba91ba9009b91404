package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataType;

/** What suits each customer. */
public final class UserRecommendations {
  /** A product and its share of the score. */
  public static final DataType BECAUSE_OF_TYPE =
      DataType.fromDDL("array<struct<product_id: string, share: double>>");

  public static final Table USER_RECOMMENDATIONS =
      Table.named(
              "user_recommendations",
              "One product recommended to one customer, at one rank; none for a customer who has bought all there is.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer, registered or known from orders.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .atLeast(1)
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product; available; variants stand as their parent.")
          .column(
              Columns.SCORE,
              DoubleType,
              "What the source ranks by: predicted preference for als, share of buyers for popular; compare within a source only.")
          .column(
              Columns.SOURCE,
              StringType,
              "als, popular_in_segment (the customer's country) or popular (the whole shop).")
          .oneOf("als", "popular_in_segment", "popular")
          .column(
              Columns.IS_PERSONALIZED,
              BooleanType,
              "Whether it rests on this customer's own orders.")
          .nullable(
              Columns.BECAUSE_OF,
              BECAUSE_OF_TYPE,
              "The bought products that carry the score, heaviest first, each with its share of the score: shares of all bought"
                  + " products add up to 1, and some may be negative. At most because-of-length products; null where the list is not personal.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.CUSTOMER_ID, Columns.RANK)
          .lists(List.of(Columns.CUSTOMER_ID), Columns.PRODUCT_ID, Columns.SCORE)
          .mayBeEmpty();

  private UserRecommendations() {}
}
