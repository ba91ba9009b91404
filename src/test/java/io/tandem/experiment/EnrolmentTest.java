package io.tandem.experiment;

import static io.tandem.experiment.SpringShop.customer;
import static io.tandem.experiment.SpringShop.customers;
import static io.tandem.experiment.SpringShop.events;
import static io.tandem.experiment.SpringShop.exposures;
import static io.tandem.experiment.SpringShop.order;
import static io.tandem.experiment.SpringShop.orders;
import static io.tandem.experiment.SpringShop.settings;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.refusal.Refusal;
import io.tandem.testing.SparkExtension;
import java.sql.Date;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class EnrolmentTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static Dataset<Row> enrolled(ExperimentSettings settings, Dataset<Row> orders) {
    return new Enrolment(settings, UTC)
        .of(orders, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The numbers were computed with sha256sum, as docs/operations.md shows. */
  @Test
  void theArmIsTheDocumentedHash(SparkSession spark) {
    Dataset<Row> orders =
        orders(
            spark,
            order("o1", "ann", "2026-02-01", "1"),
            order("o2", "bob", "2026-02-01", "1"),
            order("o3", "cid", "2026-02-01", "1"),
            order("o4", "gus", "2026-02-01", "1"),
            order("o5", "Zoë 茶", "2026-02-01", "1"));
    assertThat(
            enrolled(settings(), orders)
                .select("customer_id", "arm", "cross_selling", "personalization"))
        .hasRowsInAnyOrder(
            row("ann", "on/off", true, false), // 1375 and 7812
            row("bob", "off/off", false, false), // 8123 and 5633
            row("cid", "on/on", true, true), // 4552 and 1680
            row("gus", "off/on", false, true), // 8981 and 3356
            row("Zoë 茶", "off/on", false, true)); // 8271 and 2626
    assertThat(
            enrolled(settings("salt = both-levers"), orders)
                .where("customer_id = 'ann'")
                .select("arm"))
        .hasRows(row("off/on")); // 5965 and 2614
    assertThat(
            enrolled(
                    settings("cross-selling-share = 0.1375", "personalization-share = 0.7813"),
                    orders)
                .where("customer_id = 'ann'")
                .select("arm"))
        .hasRows(row("off/on")); // 1375 is not below 1375, 7812 is below 7813
  }

  @Test
  void whoOrderedBeforeIsEnrolledAtTheStartAndNobodyAtAnOrder(SparkSession spark) {
    Dataset<Row> orders =
        orders(
            spark,
            order("o1", "ann", "2026-02-28", "1"),
            order("o2", "ann", "2026-03-05", "1"),
            order(
                "o3",
                "bob",
                "2026-03-01",
                "1"), // first order on the first day: known by nothing else
            order("o4", null, "2026-02-01", "1"), // a guest
            order("o5", "cid", "2026-03-09", "1"));
    Dataset<Row> accounts =
        customers(
            spark,
            customer("ann", "2020-01-01"),
            customer("cid", "2026-03-02T10:00:00Z"),
            customer("dee", "2026-03-04"), // never orders, and counts all the same
            customer("eve", "2026-02-27"), // opened before the start, never ordered, never seen
            customer("fay", "2026-01-05"),
            customer("gus", null));
    Dataset<Row> visits =
        events(
            spark,
            row("fay", at("2026-02-20")),
            row("fay", at("2026-03-06T08:00:00Z")),
            row(null, at("2026-03-06")),
            row("ann", at("2026-03-02")),
            row("cid", at("2026-03-03")));
    Dataset<Row> shown =
        exposures(spark, row("gus", "home", "als", "off/on", at("2026-03-07T09:00:00Z"), false));
    Dataset<Row> assignments =
        new Enrolment(settings(), UTC)
            .of(orders, Optional.of(accounts), Optional.of(visits), Optional.of(shown));
    assertThat(
            assignments.select(
                "experiment", "customer_id", "stratum", "enrolled_at", "enrolled_on"))
        .hasRowsInAnyOrder(
            row("spring", "ann", "existing", at("2026-03-01"), Date.valueOf("2026-03-01")),
            row("spring", "cid", "new", at("2026-03-02T10:00:00Z"), Date.valueOf("2026-03-02")),
            row("spring", "dee", "new", at("2026-03-04"), Date.valueOf("2026-03-04")),
            row("spring", "fay", "new", at("2026-03-06T08:00:00Z"), Date.valueOf("2026-03-06")),
            row("spring", "gus", "new", at("2026-03-07T09:00:00Z"), Date.valueOf("2026-03-07")));
  }

  @Test
  void theStartIsMidnightInTheShopsTimeZone(SparkSession spark) {
    Dataset<Row> accounts =
        customers(
            spark,
            customer("cid", "2026-02-28T23:30:00Z"), // 00:30 of 1 March in Berlin
            customer("dee", "2026-02-28T22:30:00Z")); // 23:30 of 28 February
    Dataset<Row> assignments =
        new Enrolment(settings(), ZoneId.of("Europe/Berlin"))
            .of(
                orders(spark, order("o1", "ann", "2026-02-28", "1")),
                Optional.of(accounts),
                Optional.empty(),
                Optional.empty());
    assertThat(assignments.select("customer_id", "enrolled_at", "enrolled_on"))
        .hasRowsInAnyOrder(
            row("ann", at("2026-02-28T23:00:00Z"), Date.valueOf("2026-03-01")),
            row("cid", at("2026-02-28T23:30:00Z"), Date.valueOf("2026-03-01")));
  }

  @Test
  void whoIsExcludedOrComesAfterTheEndTakesNoPart(SparkSession spark) {
    Dataset<Row> assignments =
        new Enrolment(settings("ends-on = 2026-03-04", "excluded-customers = [bob, jan]"), UTC)
            .of(
                orders(
                    spark,
                    order("o1", "ann", "2026-02-01", "1"),
                    order("o2", "bob", "2026-02-01", "9000")),
                Optional.of(
                    customers(
                        spark,
                        customer("cid", "2026-03-03"),
                        customer("dee", "2026-03-04"),
                        customer("jan", "2026-03-02"))),
                Optional.empty(),
                Optional.empty());
    assertThat(assignments.select("customer_id")).hasRowsInAnyOrder(row("ann"), row("cid"));
  }

  @Test
  void settingsThatMakeNoExperimentAreRefused() {
    assertThatThrownBy(() -> settings("ends-on = 2026-03-01"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "Invalid experiment.ends-on: 2026-03-01 (must be later than starts-on)");
    assertThatThrownBy(() -> settings("cross-selling-share = 1"))
        .hasMessageStartingWith("Invalid experiment.cross-selling-share: 1.0 (must be in (0, 1))");
    assertThatThrownBy(() -> io.tandem.testing.Settings.experiment("name = spring"))
        .hasMessageStartingWith(
            "Invalid experiment.name: spring (must be set together with starts-on)");
    assertThatThrownBy(() -> settings("name = a/b"))
        .hasMessageContaining("letters, digits, dots, hyphens and underscores");
  }
}
