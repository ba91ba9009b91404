package io.tandem.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium of its own, spoken to in the DevTools protocol; closing it ends the process.
 */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 30;

  private final Process process;
  private final WebSocket socket;
  private final Conversation conversation;

  private Chromium(Process process, WebSocket socket, Conversation conversation) {
    this.process = process;
    this.socket = socket;
    this.conversation = conversation;
  }

  /**
   * The browser; where there is none the calling test is skipped and says so, except in CI, where
   * it fails.
   */
  public static Path orSkip() {
    Optional<Path> binary = find();
    if (binary.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("There is no Chromium on this machine, and CI must have one.");
    }
    Assumptions.assumeTrue(
        binary.isPresent(), "There is no Chromium on this machine, so the page is not looked at.");
    return binary.orElseThrow();
  }

  /** The browser of this machine, if it has one. */
  public static Optional<Path> find() {
    return Stream.concat(
            Stream.of(Path.of("/usr/bin/chromium")),
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(
                    folder ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                            .map(name -> Path.of(folder, name))))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a browser with an empty profile in this folder. */
  public static Chromium start(Path binary, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile.toAbsolutePath())
            .redirectErrorStream(true)
            .start();
    try {
      Conversation conversation = new Conversation();
      URI address =
          CompletableFuture.supplyAsync(() -> address(process)).get(SECONDS, TimeUnit.SECONDS);
      WebSocket socket =
          HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, conversation).join();
      return new Chromium(process, socket, conversation);
    } catch (Exception e) {
      end(process);
      throw e;
    }
  }

  /** A new empty tab of this width, in the light or the dark colour scheme. */
  public Tab tab(int width, String colourScheme) {
    String target =
        send("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    String session =
        send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    Tab tab = new Tab(session, width);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      tab.send(domain + ".enable", Map.of());
    }
    tab.size(1000);
    tab.send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
    return tab;
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }

  /** Something that the browser told without being asked. */
  public record Event(String session, String method, JsonNode parameters) {}

  /** One page in the browser. */
  public final class Tab {
    private final String session;
    private final int width;

    private Tab(String session, int width) {
      this.session = session;
      this.width = width;
    }

    /** Opens the page and waits until it has loaded. */
    public void open(URI page) throws Exception {
      CompletableFuture<JsonNode> loaded = conversation.next(session, "Page.loadEventFired");
      send("Page.navigate", Map.of("url", page.toString()));
      loaded.get(SECONDS, TimeUnit.SECONDS);
    }

    /** The value of a JavaScript expression. */
    public JsonNode evaluate(String expression) {
      JsonNode result =
          send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
      if (result.has("exceptionDetails")) {
        throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
      }
      return result.path("result").path("value");
    }

    /** The whole page as PNG, however long it is. */
    public void screenshot(Path file) throws IOException {
      size(evaluate("document.documentElement.scrollHeight").asInt());
      String image = send("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(image));
    }

    /**
     * What the page threw, logged as an error or a warning, or what the browser held against it.
     */
    public List<String> complaints() {
      return events().stream()
          .filter(
              event ->
                  switch (event.method()) {
                    case "Runtime.exceptionThrown", "Log.entryAdded" -> true;
                    case "Runtime.consoleAPICalled" ->
                        List.of("error", "warning", "assert")
                            .contains(event.parameters().path("type").asText());
                    default -> false;
                  })
          .map(event -> event.parameters().toString())
          .toList();
    }

    /** The addresses that the page asked for, itself among them. */
    public List<String> requests() {
      return events().stream()
          .filter(event -> event.method().equals("Network.requestWillBeSent"))
          .map(event -> event.parameters().path("request").path("url").asText())
          .filter(address -> !address.startsWith("data:"))
          .toList();
    }

    /** What the browser told of this tab: console messages, exceptions, requests. */
    public List<Event> events() {
      return conversation.events.stream().filter(e -> e.session().equals(session)).toList();
    }

    private void size(int height) {
      send(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
      return Chromium.this.send(session, method, parameters);
    }
  }

  private JsonNode send(String session, String method, Map<String, ?> parameters) {
    int id = conversation.ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    conversation.answers.put(id, answer);
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /**
   * The browser writes its address among its first lines; afterwards its chatter is thrown away.
   */
  private static URI address(Process process) {
    try {
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("DevTools listening on ")) {
          Thread drain = new Thread(() -> lines.lines().forEach(chatter -> {}));
          drain.setDaemon(true);
          drain.start();
          return URI.create(line.substring("DevTools listening on ".length()).strip());
        }
      }
      throw new IllegalStateException("Cannot start the browser: it ended without an address");
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start the browser", e);
    }
  }

  /** Ends the browser and the processes that it started, and no other. */
  private static void end(Process process) {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
  }

  private static final class Conversation implements WebSocket.Listener {
    final AtomicInteger ids = new AtomicInteger();
    final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    CompletableFuture<JsonNode> next(String session, String method) {
      return awaited.computeIfAbsent(session + method, key -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        hear(message);
      }
      socket.request(1);
      return null;
    }

    private void hear(String message) {
      JsonNode node;
      try {
        node = JSON.readTree(message);
      } catch (IOException e) {
        throw new IllegalStateException("Cannot read " + message, e);
      }
      if (node.has("id")) {
        CompletableFuture<JsonNode> answer = answers.remove(node.get("id").asInt());
        if (node.has("error")) {
          answer.completeExceptionally(new AssertionError(node.get("error").toString()));
        } else {
          answer.complete(node.get("result"));
        }
        return;
      }
      Event event =
          new Event(
              node.path("sessionId").asText(), node.path("method").asText(), node.path("params"));
      events.add(event);
      Optional.ofNullable(awaited.remove(event.session() + event.method()))
          .ifPresent(waiting -> waiting.complete(event.parameters()));
    }
  }
}
