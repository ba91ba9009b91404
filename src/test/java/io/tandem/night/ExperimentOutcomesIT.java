package io.tandem.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.RealData;
import io.tandem.testing.Scripts;
import io.tandem.testing.SparkExtension;
import io.tandem.testing.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Experiments that were measured elsewhere, through the real job: the report without an order line.
 */
class ExperimentOutcomesIT {
  private static final String HEADER = "who,grp,orders,spent,back\n";

  @TempDir private Path folder;

  private Scripts.Ended report(String... options) {
    List<String> all =
        new ArrayList<>(List.of("report", "--warehouse", folder.resolve("w").toString()));
    all.addAll(List.of(options));
    return ThisProcess.run(all.toArray(new String[0]));
  }

  private Row only(String table, String where) {
    Dataset<Row> rows =
        SparkExtension.spark().read().parquet(folder.resolve("w").resolve(table).toString());
    List<Row> found = rows.where(where).collectAsList();
    assertThat(found).as(table + " where " + where).hasSize(1);
    return found.get(0);
  }

  private double arm(String arm, String metric, String column) {
    return only("experiment_arms", "arm = '%s' and metric = '%s'".formatted(arm, metric))
        .<Number>getAs(column)
        .doubleValue();
  }

  private double effect(String arm, String metric, String column) {
    return only("experiment_effects", "contrast = '%s' and metric = '%s'".formatted(arm, metric))
        .<Number>getAs(column)
        .doubleValue();
  }

  /** Hillstrom 2008, as others have computed it: 64,000 past buyers, two e-mails and none. */
  @Test
  void hillstromComesOutAsPublished() throws IOException {
    String file = RealData.file("hillstrom.csv.gz");
    Scripts.Ended run =
        report(
            "--config",
            "jobs/hillstrom.conf",
            "--set",
            "sources.experiment-outcomes.path=" + Path.of(file).toAbsolutePath());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("experiment_outcomes: 64,000 rows read, 64,000 valid");

    assertArm("control", 21_306, .005726, .652789, 122, 114.002705, 9.289903);
    assertArm("Mens E-Mail", 21_307, .012531, 1.422617, 267, 113.526929, 6.822226);
    assertArm("Womens E-Mail", 21_387, .008837, 1.077202, 189, 121.894762, 7.673454);

    Row ratio = only("experiment_checks", "check = 'sample_ratio'");
    assertThat(ratio.<Double>getAs("value")).isCloseTo(.20253, within(5e-6));
    assertThat(ratio.<Double>getAs("p_value")).isCloseTo(.90369, within(5e-6));

    assertThat(effect("Mens E-Mail", "revenue_per_customer", "estimate"))
        .isCloseTo(.769827, within(5e-7));
    assertThat(effect("Mens E-Mail", "revenue_per_customer", "t_statistic"))
        .isCloseTo(5.300140, within(5e-7));
    assertThat(effect("Mens E-Mail", "revenue_per_customer", "p_value"))
        .isCloseTo(1.1638e-7, within(5e-12));
    assertThat(effect("Mens E-Mail", "repeat_purchase_rate", "estimate"))
        .isCloseTo(.006805, within(5e-7));
    assertThat(effect("Mens E-Mail", "repeat_purchase_rate", "p_value"))
        .isCloseTo(1.5e-13, within(5e-15));
    assertThat(effect("Womens E-Mail", "revenue_per_customer", "estimate"))
        .isCloseTo(.424412, within(5e-7));
    assertThat(effect("Womens E-Mail", "revenue_per_customer", "t_statistic"))
        .isCloseTo(3.256372, within(5e-7));
    assertThat(effect("Womens E-Mail", "revenue_per_customer", "p_value"))
        .isCloseTo(.0011294, within(5e-8));
    assertThat(effect("Mens E-Mail", "revenue_per_customer", "cuped_theta_revenue"))
        .isCloseTo(.001222897, within(5e-10));
    assertThat(effect("Mens E-Mail", "revenue_per_customer", "cuped_estimate"))
        .isCloseTo(.767438, within(5e-7));
    assertThat(effect("Mens E-Mail", "average_order_value", "estimate"))
        .isCloseTo(-.48, within(5e-3));
    assertThat(effect("Mens E-Mail", "average_order_value", "estimate_lower"))
        .isCloseTo(-23.07, within(5e-3));
    assertThat(effect("Mens E-Mail", "average_order_value", "estimate_upper"))
        .isCloseTo(22.11, within(5e-3));

    assertThat(
            only("claims", "contrast = 'Mens E-Mail' and metric = 'average_order_value'")
                .<String>getAs("wording"))
        .startsWith(
            "No change of AOV by Mens E-Mail is shown within 14 days: the difference is −0.48 (95 % interval −23.07 to 22.11), so changes between −20.2 % and +19.4 % are not excluded.");
    assertThat(
            only("claims", "contrast = 'Mens E-Mail' and metric = 'repeat_purchase_rate'")
                .<String>getAs("wording"))
        .isEqualTo(
            "Mens E-Mail raised repeat purchase: of customers assigned to it 0.7 percentage points more ordered again within 14 days (+118.8 %, 95 % interval 0.5 to 0.9).");
    assertThat(Files.readString(folder.resolve("w/report/run_date=2008-03-20/index.html")))
        .contains("Mens E-Mail raised repeat purchase");
  }

  private void assertArm(
      String arm,
      long customers,
      double conversion,
      double spend,
      long orders,
      double aov,
      double error) {
    assertThat(arm(arm, "average_order_value", "customer_count")).isEqualTo(customers);
    assertThat(arm(arm, "repeat_purchase_rate", "value")).isCloseTo(conversion, within(5e-7));
    assertThat(arm(arm, "revenue_per_customer", "value")).isCloseTo(spend, within(5e-7));
    assertThat(arm(arm, "orders_per_customer", "numerator")).isEqualTo(orders);
    assertThat(arm(arm, "average_order_value", "value")).isCloseTo(aov, within(5e-7));
    assertThat(arm(arm, "average_order_value", "standard_error")).isCloseTo(error, within(5e-7));
  }

  private Path shop(String rows) throws IOException {
    Files.writeString(folder.resolve("outcomes.csv"), HEADER + rows);
    Path conf = folder.resolve("shop.conf");
    Files.writeString(
        conf,
        """
        sources.experiment-outcomes {
          format = csv, path = "%s"
          columns {
            experiment = "'mail'", customer_id = "nullif(who, '')", arm = grp, order_count = "try_cast(orders as int)"
            revenue = "try_cast(spent as decimal(18,4))", retained = "try_cast(back as boolean)"
          }
        }
        """
            .formatted(folder.resolve("outcomes.csv")));
    return conf;
  }

  @Test
  void whatCannotBeReadIsRefusedInOneLine() throws IOException {
    String good = "c1,control,1,10,true\nc2,letter,0,0,false\n";
    Scripts.Ended undated = report("--config", shop(good).toString());
    assertThat(undated.exitCode()).isEqualTo(78);
    assertThat(undated.err().strip())
        .isEqualTo(
            "Missing setting: run-date. Without order lines nothing says which day it is; set run-date in the settings or give --run-date.");

    Scripts.Ended nothing = report("--config", empty().toString(), "--run-date", "2026-03-01");
    assertThat(nothing.exitCode()).isEqualTo(78);
    assertThat(nothing.err())
        .startsWith(
            "Missing setting: sources.order-lines.format. report reads order lines, or experiment-outcomes");

    Scripts.Ended twice =
        report(
            "--config", shop(good + "c1,letter,1,9,true\n").toString(), "--run-date", "2026-03-01");
    assertThat(twice.exitCode()).isEqualTo(65);
    assertThat(twice.err().strip())
        .isEqualTo(
            "Refused experiment_outcomes: customer c1 stands in 2 rows of experiment mail at one horizon. One row is one customer.");

    Scripts.Ended half =
        report(
            "--config",
            shop(good + "c3,letter,1,9,perhaps\n").toString(),
            "--run-date",
            "2026-03-01");
    assertThat(half.exitCode()).isEqualTo(65);
    assertThat(half.err().strip())
        .isEqualTo(
            "Refused experiment_outcomes: retained is null in 1 of 3 rows of experiment mail. Map it for all rows or for none.");

    Scripts.Ended shares =
        report(
            "--config",
            shop(good).toString(),
            "--run-date",
            "2026-03-01",
            "--set",
            "experiment.arm-shares.\"mail/control\"=0.2");
    assertThat(shares.exitCode()).isEqualTo(78);
    assertThat(shares.err().strip())
        .isEqualTo(
            "Invalid experiment.arm-shares of mail: {control=0.2} (must name all its arms, control, letter, and add up to 1)");
  }

  private Path empty() throws IOException {
    return Files.writeString(folder.resolve("empty.conf"), "");
  }

  /** One customer each: no number has an interval, and nothing breaks. */
  @Test
  void tinyExperimentsAreSurvived() throws IOException {
    Scripts.Ended run =
        report(
            "--config",
            shop("c1,control,1,10,true\nc2,letter 🎁 <b>,0,0,false\n").toString(),
            "--run-date",
            "2026-03-01");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(only("claims", "metric = 'average_order_value'").<String>getAs("wording"))
        .isEqualTo(
            "letter 🎁 <b>, AOV, over the whole horizon: nothing can be said, for an arm has no orders.");
    assertThat(only("claims", "metric = 'repeat_purchase_rate'").<String>getAs("wording"))
        .endsWith("nothing can be said, for an arm has fewer than two customers.");
  }
}
