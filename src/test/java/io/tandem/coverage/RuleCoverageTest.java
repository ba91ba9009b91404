package io.tandem.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code scripts/benchmark coverage} in small: it notices a test that errs in half of the shops, as
 * Fisher's in all; the full run notices one that errs in a tenth of them.
 */
@ExtendWith(SparkExtension.class)
class RuleCoverageTest {
  private static final long SEED = 20_260_301;
  private static final ShopDesign DESIGN = new ShopDesign(2_000, 4, 0.7, 60, 20, 1_600);
  private static final Planting PLANTING = new Planting(8, 3, 15);

  /** The second check is that Fisher's test does err, on the same shuffles. */
  @Test
  void nothingIsSignificantWhereNothingIsBoughtTogether(SparkSession spark) {
    Shop shop = PlantedShop.of(DESIGN, PLANTING, SEED).shop();
    assertHold(coverage(spark).shuffles(shop, 12, SEED));
  }

  @Test
  void whatIsBoughtTogetherIsFoundAndLittleElse(SparkSession spark) {
    assertHold(coverage(spark).plants(DESIGN, PLANTING, 6, SEED));
  }

  private static RuleCoverage coverage(SparkSession spark) {
    return new RuleCoverage(
        spark,
        Settings.frequentlyBoughtTogether(
            "min-order-count = 10", "max-length = 3", "min-confidence = 1e-9"),
        2);
  }

  private static void assertHold(List<Check> checks) {
    assertThat(checks)
        .allSatisfy(
            check ->
                assertThat(check.holds()).as("seeds from %d, %s", SEED, check.inWords()).isTrue());
  }
}
