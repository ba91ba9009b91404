package io.tandem.coverage;

import io.tandem.table.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A shop as numbers: which products each basket holds, and whose basket it is. */
public final class Shop {
  private static final StructType BASKETS =
      new StructType()
          .add("order_id", DataTypes.StringType, false)
          .add("products", Types.STRINGS, false)
          .add("unprompted", Types.STRINGS, false)
          .add("buyer", DataTypes.LongType, false)
          .add("month", DataTypes.IntegerType, false);

  private static final int MONTH = 2026 * 12 + 3;

  private final int[][] baskets;
  private final int[] buyers;

  /**
   * @param baskets different products in each
   * @param buyers whose basket it is
   */
  Shop(int[][] baskets, int[] buyers) {
    this.baskets = baskets;
    this.buyers = buyers;
  }

  /**
   * Reads one basket a line, plain or gzipped, its products separated by commas where the file has
   * any, else by blanks. It knows no customers: each basket is one's own.
   */
  public static Shop read(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      reader.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
    }
    String separator =
        lines.stream().anyMatch(line -> line.indexOf(',') >= 0) ? "\\s*,\\s*" : "\\s+";
    Map<String, Integer> numbers = new HashMap<>();
    int[][] baskets =
        lines.stream()
            .map(
                line ->
                    Arrays.stream(line.split(separator, -1))
                        .filter(name -> !name.isEmpty())
                        .mapToInt(name -> numbers.computeIfAbsent(name, first -> numbers.size()))
                        .distinct()
                        .toArray())
            .toArray(int[][]::new);
    return new Shop(baskets, IntStream.range(0, baskets.length).toArray());
  }

  /** Rows as of {@link io.tandem.basket.Baskets}: nothing was prompted, all in one month. */
  Dataset<Row> rows(SparkSession spark) {
    List<Row> rows = new ArrayList<>(baskets.length);
    for (int i = 0; i < baskets.length; i++) {
      String[] products =
          Arrays.stream(baskets[i]).sorted().mapToObj(Shop::id).toArray(String[]::new);
      rows.add(RowFactory.create("o" + i, products, products, (long) buyers[i], MONTH));
    }
    return spark.createDataFrame(rows, BASKETS);
  }

  /** The id of a product: in the order of the numbers. */
  static String id(int product) {
    return "p%06d".formatted(product);
  }

  /** The baskets, to be changed by the caller alone. */
  int[][] copyOfBaskets() {
    return Arrays.stream(baskets).map(int[]::clone).toArray(int[][]::new);
  }

  /** The same customers with other baskets. */
  Shop with(int[][] others) {
    return new Shop(others, buyers);
  }

  private int basketCount() {
    return baskets.length;
  }

  long lineCount() {
    return Arrays.stream(baskets).mapToLong(basket -> basket.length).sum();
  }

  private int productCount() {
    return (int) Arrays.stream(baskets).flatMapToInt(Arrays::stream).distinct().count();
  }

  private int customerCount() {
    return (int) Arrays.stream(buyers).distinct().count();
  }

  /**
   * How many times as often as Fisher's test expects two products meet where nothing is associated,
   * because baskets differ in size: n·Σk(k−1)/(Σk)².
   */
  private double sizeFactor() {
    double lines = lineCount();
    double pairs =
        Arrays.stream(baskets).mapToDouble(basket -> basket.length * (basket.length - 1.0)).sum();
    return baskets.length * pairs / (lines * lines);
  }

  /** How large it is, in one line. */
  public String inWords() {
    return "%,d baskets of 1 to %,d products, %,d order lines, %,d products, %,d customers; unequal baskets alone make two products meet %.2f times as often as Fisher's test expects"
        .formatted(
            basketCount(),
            Arrays.stream(baskets).mapToInt(basket -> basket.length).max().orElse(0),
            lineCount(),
            productCount(),
            customerCount(),
            sizeFactor());
  }
}
