package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What suits each customer. */
public final class UserRecommendations {
  public static final Table USER_RECOMMENDATIONS =
      Table.named(
              "user_recommendations",
              "One product recommended to one customer, at one rank; none for a customer who has bought all there is.")
          .column(Columns.CUSTOMER_ID, StringType, "The customer, registered or known from orders.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
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
          .column(
              Columns.IS_PERSONALIZED,
              BooleanType,
              "Whether it rests on this customer's own orders.")
          .column(Columns.REASON, StringType, "Why, in words.")
          .key(Columns.CUSTOMER_ID, Columns.RANK)
          .mayBeEmpty();

  private UserRecommendations() {}
}
