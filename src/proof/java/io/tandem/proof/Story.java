package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.publish.Publication;
import io.tandem.publish.Repeated;
import io.tandem.publish.Turn;
import io.tandem.publish.commit.Holder;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** What happens to every warehouse in the course of time, whatever it lies on. */
final class Story {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final LocalDate OLDER = DAY.minusDays(9);
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final LocalDate[] DAYS = {OLDER, DAY, NEXT};

  private Story() {}

  /** Tells it in an empty warehouse, and looks at every turn. */
  static void tell(SmallShop shop) throws IOException {
    shop.publish("first", DAY);
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(DAY, "first"));

    shop.publish("again", DAY);
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(DAY, "again"));
    assertThat(repeats(shop, "of again")).contains("again");
    assertThat(repeats(shop, "of something else")).isEmpty();

    String latest = shop.latest().toString();
    shop.publish("older", OLDER);
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(OLDER, "older", DAY, "again"));
    assertThat(shop.latest().toString()).isEqualTo(latest).contains("\"run_id\":\"again\"");

    shop.publish("next", NEXT);
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(OLDER, "older", DAY, "again", NEXT, "next"));
    assertThat(shop.latest().path("run_id").asText()).isEqualTo("next");

    shop.rollBack("first", Holder.thisProcess());
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(DAY, "first"));
    assertThat(shop.latest().path("run_id").asText()).isEqualTo("first");

    shop.rollBack("next", Holder.thisProcess());
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(OLDER, "older", DAY, "again", NEXT, "next"));
    assertThat(shop.latest().path("run_id").asText()).isEqualTo("next");

    shop.expire(Holder.thisProcess());
    assertThat(shop.look(DAYS)).isEqualTo(Map.of(NEXT, "next"));
    assertThat(shop.files())
        .allMatch(file -> !file.startsWith("_runs/") || file.matches("_runs/(next|_.*)/?.*"));
  }

  private static Optional<String> repeats(SmallShop shop, String fingerprint) {
    try (Turn turn = shop.turn("repeat", Holder.thisProcess(), new ArrayList<>())) {
      Publication publication = shop.begin("repeat", Optional.of(turn));
      Optional<String> standing =
          publication.repeats(DAY, readFrom -> fingerprint).map(Repeated::runId);
      publication.forget();
      return standing;
    }
  }
}
