package io.tandem.experiment;

import static io.tandem.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MatchedClaimsTest {
  private static Row compared(
      String metric,
      int days,
      Double shown,
      Double others,
      Double lower,
      Double upper,
      boolean isControl) {
    return row(
        "personalization",
        metric,
        days,
        Date.valueOf("2025-12-01"),
        900L,
        700L,
        12L,
        shown,
        others,
        shown == null ? null : shown - others,
        lower,
        upper,
        isControl,
        .021);
  }

  @Test
  void anAssociationSaysSoAndHasItsControlBesideIt() {
    List<Row> claims =
        MatchedClaims.of(
            List.of(
                compared("repeat_purchase_rate", 90, .45, .38, .02, .12, false),
                compared("repeat_purchase_rate", 30, .31, .26, .01, .09, true),
                compared("average_order_value", 90, null, null, null, null, false)));
    assertThat(claims).hasSize(1);
    Row claim = claims.get(0);
    assertThat(claim.getString(0)).isEqualTo("matched/personalization/repeat_purchase_rate/90");
    assertThat(claim.getString(2)).isEqualTo("matched");
    assertThat(claim.getString(3)).isEqualTo("association");
    assertThat(claim.getString(11))
        .isEqualTo(
            "largest imbalance of what was known before 0.021 standard deviations; negative control, the 30 days before:"
                + " difference 5.0 % (95 % interval 1.0 to 9.0), FAILED: they differed before anything was shown");
    assertThat(claim.getString(12))
        .startsWith(
            "Customers who were shown personal recommendations had a repeat purchase rate of 45.0 % within 90 days, like customers"
                + " who were not 38.0 % (difference 7.0, 95 % interval 2.0 to 12.0, of chance alone). This is an association: ")
        .endsWith(MatchedComparison.KNOWN_ERROR);
  }

  @Test
  void aControlWithoutDifferenceProvesNothing() {
    List<Row> claims =
        MatchedClaims.of(
            List.of(
                compared("orders_per_customer", 30, 1.5, 1.25, .1, .4, false),
                compared("orders_per_customer", 30, 1.0, 1.0, -.1, .1, true)));
    assertThat(claims.get(0).getString(11))
        .endsWith("no bias seen, which does not prove that there is none");
    assertThat(
            MatchedClaims.of(List.of(compared("orders_per_customer", 30, 1.5, 1.25, .1, .4, false)))
                .get(0)
                .getString(11))
        .endsWith("; no negative control");
  }
}
