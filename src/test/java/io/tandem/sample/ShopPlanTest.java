package io.tandem.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.refusal.Refusal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ShopPlanTest {
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

  @Test
  void endsBeforeMarch2026InTheCommittedSample() {
    assertThat(ShopPlan.SAMPLE.endDay()).isEqualTo(LocalDate.of(2026, 3, 1));
  }

  @Test
  void spansWholeMonthsInTheCommittedSample() {
    assertThat(ShopPlan.SAMPLE.firstDay().getDayOfMonth()).isEqualTo(1);
    assertThat(ShopPlan.SAMPLE.endDay().getDayOfMonth()).isEqualTo(1);
  }

  @Test
  void refusesAShopWithoutCustomers() {
    assertThatThrownBy(() -> new ShopPlan(0, 500, 1, FIRST_DAY, 100))
        .isInstanceOf(Refusal.class)
        .hasMessage("Invalid customers: 0 (must be between 1 and 100000000)");
  }

  @Test
  void refusesACatalogueTooSmallForItsGroups() {
    assertThatThrownBy(() -> new ShopPlan(10, 99, 1, FIRST_DAY, 100))
        .isInstanceOf(Refusal.class)
        .hasMessage("Invalid products: 99 (must be between 100 and 20000)");
  }

  @Test
  void refusesTooFewDays() {
    assertThatThrownBy(() -> new ShopPlan(10, 500, 1, FIRST_DAY, 29))
        .isInstanceOf(Refusal.class)
        .hasMessage("Invalid days: 29 (must be between 30 and 3660)");
  }

  @Test
  void refusesADayThatNoExportHolds() {
    assertThatThrownBy(() -> new ShopPlan(10, 500, 1, LocalDate.of(1000, 1, 1), 100))
        .isInstanceOf(Refusal.class)
        .hasMessage("Invalid first-day: 1000-01-01 (must be between 1971-01-01 and 9000-12-31)");
  }
}
