package example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives each test a sandbox of its own: its own key, clock and notifications, so that tests may run in parallel. Needs
 * JUnit 5 and Java 11; copy it into your project.
 *
 * <pre>{@code
 * @RegisterExtension final SendSimulator simulator = new SendSimulator();
 * }</pre>
 *
 * Finds the simulator at SEND_SIM_URL. Where that is not set, starts one by SEND_SIMULATOR_COMMAND (such as
 * {@code node send-simulator.mjs}; {@code npx send-simulator} when not set) on a free port, once for all tests, and stops it at
 * their end.
 */
public final class SendSimulator implements BeforeEachCallback, AfterEachCallback {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private String url;
  private String id;
  private String key;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    url =
        context
            .getRoot()
            .getStore(Namespace.create(SendSimulator.class))
            .getOrComputeIfAbsent(Running.class, any -> Running.findOrStart(), Running.class)
            .url;
    String made = call("POST", "/_sim/sandboxes", "{\"clock\":{\"mode\":\"manual\"}}");
    id = field(made, "id");
    key = field(made, "key");
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (id != null) call("DELETE", "/_sim/sandboxes/" + id, null);
  }

  /** Base address for the client under test. */
  public String url() {
    return url;
  }

  /** API key of this test: it selects the sandbox. */
  public String key() {
    return key;
  }

  /** Moves the clock, for instance by "7d"; all that is due happens before this returns. */
  public void advance(String duration) throws IOException, InterruptedException {
    control("/clock/advance", "{\"by\":\"" + duration + "\"}");
  }

  /** Moves the clock until the notification has that status. */
  public void advanceUntil(String iun, String status) throws IOException, InterruptedException {
    control(
        "/clock/advance",
        "{\"until\":{\"iun\":\"" + iun + "\",\"status\":\"" + status + "\"},\"max\":\"P1Y\"}");
  }

  /** Any call of /_sim that takes JSON; answers JSON. */
  public String control(String path, String json) throws IOException, InterruptedException {
    return call("POST", "/_sim" + path, json);
  }

  private String call(String method, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) request.header("content-type", "application/json");
    if (key != null) request.header("x-api-key", key);
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(method + " " + path + ": " + response.body());
    }
    return response.body();
  }

  /** The first text of that name; enough for the answers that are read here. */
  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!found.find()) throw new IllegalStateException("no " + name + " in " + json);
    return found.group(1);
  }

  /** The simulator of this test run; JUnit closes it when the last test is over. */
  private static final class Running
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private static final Pattern READY = Pattern.compile("send-simulator ready url=(\\S+) .*");

    private final String url;
    private final Process process;

    private Running(String url, Process process) {
      this.url = url;
      this.process = process;
    }

    static Running findOrStart() {
      String known = System.getenv("SEND_SIM_URL");
      if (known != null && !known.isBlank()) return new Running(known, null);
      String command = System.getenv().getOrDefault("SEND_SIMULATOR_COMMAND", "npx send-simulator");
      List<String> words = new ArrayList<>();
      // On Windows npx is a script, which only a shell can start.
      if (System.getProperty("os.name").startsWith("Windows")) Collections.addAll(words, "cmd", "/c");
      Collections.addAll(words, command.trim().split("\\s+"));
      Collections.addAll(words, "--port", "0", "--clock", "manual", "--log-level", "warn");
      try {
        Process process =
            new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        // It says one line when it is ready, and nothing before.
        String line =
            new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (ready.matches()) return new Running(ready.group(1), process);
        process.destroy();
        throw new IllegalStateException(
            "\"" + String.join(" ", words) + "\" was never ready, its output says why; set SEND_SIM_URL"
                + " to a running simulator or SEND_SIMULATOR_COMMAND to what starts one");
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }

    @Override
    public void close() throws InterruptedException {
      if (process == null) return;
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.waitFor();
    }
  }
}
