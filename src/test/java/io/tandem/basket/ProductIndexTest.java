package io.tandem.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class ProductIndexTest {
  @Test
  void numbersAreGivenInTheOrderOfTheFirstMention() {
    ProductIndex index = new ProductIndex();
    assertThat(index.add(id("tea"))).isZero();
    assertThat(index.add(id("teapot, porcelain, 1.2 l"))).isEqualTo(1);
    assertThat(index.add(id("tea"))).isZero();
    assertThat(index.number(id("teapot, porcelain, 1.2 l"))).isEqualTo(1);
    assertThat(index.number(id("tea "))).isEqualTo(ProductIndex.NONE);
    assertThat(index.size()).isEqualTo(2);
  }

  @Test
  void idsThatDifferLittleAreDifferent() {
    List<String> ids =
        List.of("", "\0", "\0\0", "1234567", "1234567\0", "12345678", "123456", "ÄÖÜ", "äöü");
    ProductIndex index = new ProductIndex();
    ids.forEach(id -> index.add(id(id)));
    assertThat(index.size()).isEqualTo(ids.size());
    for (int number = 0; number < ids.size(); number++) {
      assertThat(index.number(id(ids.get(number)))).isEqualTo(number);
      assertThat(index.product(number)).isEqualTo(id(ids.get(number)));
    }
  }

  @Test
  void everyOneOfManyIsFoundAgainAndNoOther() {
    Random random = new Random(20260301);
    Set<String> drawn = new HashSet<>();
    while (drawn.size() < 20_000) {
      String id = Long.toString(random.nextLong() >>> random.nextInt(64), 36);
      drawn.add(id);
    }
    List<String> ids = new ArrayList<>(drawn);
    List<String> known = ids.subList(0, 10_000);
    ProductIndex index = new ProductIndex();
    known.forEach(id -> index.add(id(id)));
    for (int number = 0; number < known.size(); number++) {
      assertThat(index.number(id(known.get(number)))).isEqualTo(number);
    }
    assertThat(ids.subList(10_000, 20_000))
        .allMatch(id -> index.number(id(id)) == ProductIndex.NONE);
  }

  @Test
  void anIdIsKeptWhenTheBufferItWasReadFromIsOverwritten() {
    byte[] buffer = {'t', 'e', 'a'};
    ProductIndex index = new ProductIndex();
    index.add(UTF8String.fromBytes(buffer));
    buffer[0] = 's';
    assertThat(index.product(0)).isEqualTo(id("tea"));
    assertThat(index.number(UTF8String.fromBytes(buffer))).isEqualTo(ProductIndex.NONE);
  }

  private static UTF8String id(String id) {
    return UTF8String.fromString(id);
  }
}
