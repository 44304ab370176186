import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test a sandbox of its own in the simulator that runs at SEND_SIM_URL. Needs JUnit 5 and Java 11.
 *
 * <pre>{@code
 * @RegisterExtension final SendSimulator simulator = new SendSimulator();
 * }</pre>
 */
public final class SendSimulator implements BeforeEachCallback, AfterEachCallback {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url =
      System.getenv().getOrDefault("SEND_SIM_URL", "http://127.0.0.1:7363");
  private String id;
  private String key;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
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

  /** Any call of /_sim, with JSON; answers JSON. */
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
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
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
}
