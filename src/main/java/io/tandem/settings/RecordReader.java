package io.tandem.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.tandem.refusal.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads records from HOCON: {@code maxBasketSize} is the setting {@code max-basket-size}.
 * Components may be numbers, booleans, text, enums, dates, time zones, lists and maps of text,
 * other records, and Optionals of these.
 */
final class RecordReader {
  private final Config config;

  RecordReader(Config config) {
    this.config = config;
  }

  /** The whole configuration as one record. */
  <R extends Record> R read(Class<R> type) {
    return record(type, config.root(), "");
  }

  /** Whether the setting of this path is text, and so taken literally from the command line. */
  static boolean isText(Class<?> type, List<String> path) {
    if (path.isEmpty() || !type.isRecord()) {
      return false;
    }
    RecordComponent component = component(type, path, 0);
    return isText(component.getGenericType(), path, 1);
  }

  private static boolean isText(Type type, List<String> path, int depth) {
    Class<?> raw = rawType(type);
    if (raw == Optional.class) {
      return isText(argument(type, 0), path, depth);
    }
    if (raw.isRecord() && depth < path.size()) {
      return isText(component(raw, path, depth).getGenericType(), path, depth + 1);
    }
    if (raw == Map.class) {
      return depth < path.size();
    }
    return !raw.isPrimitive() && !raw.isRecord() && raw != List.class;
  }

  private static RecordComponent component(Class<?> type, List<String> path, int depth) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (kebab(component.getName()).equals(path.get(depth))) {
        return component;
      }
    }
    throw unknown(String.join(".", path.subList(0, depth + 1)), type);
  }

  private static <R> R record(Class<R> type, ConfigObject object, String path) {
    refuseUnknown(type, object, path);
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = kebab(components[i].getName());
      values[i] =
          value(components[i].getGenericType(), Optional.ofNullable(object.get(name)), path + name);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw Refusal.badConfiguration(
            path.isEmpty()
                ? refusal.getMessage()
                : refusal.getMessage().replaceFirst("^Invalid ", "Invalid " + path),
            refusal);
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Type type, Optional<ConfigValue> found, String path) {
    Class<?> raw = rawType(type);
    Optional<ConfigValue> set = found.filter(value -> value.valueType() != ConfigValueType.NULL);
    if (raw == Optional.class) {
      return set.map(value -> scalar(rawType(argument(type, 0)), value, path));
    }
    if (raw == Map.class) {
      return set.map(value -> texts(value, path)).orElse(Map.of());
    }
    if (raw == List.class) {
      return set.map(value -> list(value, path)).orElse(List.of());
    }
    ConfigValue value = set.orElseThrow(() -> Refusal.badConfiguration("Missing setting: " + path));
    if (raw.isRecord()) {
      if (value instanceof ConfigObject object) {
        return record(raw, object, path + ".");
      }
      throw invalid(path, value, "a group of settings in braces");
    }
    return scalar(raw, value, path);
  }

  private static Object scalar(Class<?> type, ConfigValue value, String path) {
    if (value instanceof ConfigObject || value instanceof ConfigList) {
      throw invalid(path, value, "one value");
    }
    // A number is taken as it was written: the product id 0001 is not 1.
    String text = value.atKey("value").getString("value");
    try {
      if (type == String.class) {
        return text;
      } else if (type == int.class) {
        return Integer.parseInt(text);
      } else if (type == long.class) {
        return Long.parseLong(text);
      } else if (isNumber(type)) {
        return Double.parseDouble(text);
      } else if (type == boolean.class) {
        return bool(value, path);
      } else if (type == LocalDate.class) {
        return LocalDate.parse(text);
      } else if (type == ZoneId.class) {
        return ZoneId.of(text);
      } else if (type.isEnum()) {
        return constant(type, text, value, path);
      }
    } catch (NumberFormatException e) {
      throw invalid(path, value, isNumber(type) ? "a number" : "a whole number");
    } catch (DateTimeException e) {
      throw invalid(
          path,
          value,
          type == ZoneId.class
              ? "a time zone such as UTC or Europe/Berlin"
              : "a date as YYYY-MM-DD");
    }
    throw new IllegalStateException("No reading of " + type);
  }

  /** Boxed where it may be absent. */
  private static boolean isNumber(Class<?> type) {
    return type == double.class || type == Double.class;
  }

  private static boolean bool(ConfigValue value, String path) {
    return switch (String.valueOf(value.unwrapped())) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw invalid(path, value, "true or false");
    };
  }

  private static Object constant(Class<?> type, String text, ConfigValue value, String path) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw invalid(path, value, String.join(" or ", names));
  }

  private static Map<String, String> texts(ConfigValue value, String path) {
    if (!(value instanceof ConfigObject object)) {
      throw invalid(path, value, "a group of settings in braces");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    new TreeMap<>(object)
        .forEach(
            (key, entry) -> {
              if (entry instanceof ConfigObject nested) {
                // Dots in an unquoted key make levels: options such as parquet.compression are
                // whole names again.
                texts(nested, path + "." + key)
                    .forEach((inner, text) -> texts.put(key + "." + inner, text));
              } else if (entry.valueType() != ConfigValueType.NULL) {
                texts.put(key, String.valueOf(scalar(String.class, entry, path + "." + key)));
              }
            });
    return texts;
  }

  private static List<String> list(ConfigValue value, String path) {
    if (!(value instanceof ConfigList list)) {
      throw invalid(path, value, "a list in brackets");
    }
    return list.stream().map(entry -> String.valueOf(scalar(String.class, entry, path))).toList();
  }

  private static void refuseUnknown(Class<?> type, ConfigObject object, String path) {
    List<String> known =
        Arrays.stream(type.getRecordComponents()).map(c -> kebab(c.getName())).toList();
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        throw unknown(path + key, type);
      }
    }
  }

  private static Refusal unknown(String path, Class<?> type) {
    int dot = path.lastIndexOf('.');
    List<String> known =
        Arrays.stream(type.getRecordComponents()).map(c -> kebab(c.getName())).toList();
    String nearest = NearestName.of(path.substring(dot + 1), known);
    return Refusal.badConfiguration(
        "Unknown setting: %s. Did you mean %s?"
            .formatted(path, path.substring(0, dot + 1) + nearest));
  }

  private static Refusal invalid(String path, ConfigValue value, String expected) {
    return Refusal.badConfiguration(
        "Invalid %s: %s (must be %s), in %s"
            .formatted(path, value.unwrapped(), expected, value.origin().description()));
  }

  private static Class<?> rawType(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
