package send.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.client.RestTemplate;
import send.client.ApiClient;
import send.client.model.PreLoadResponse;

/** The running server: generated clients for it, and the calls that are in no contract (links, the clock). */
final class Simulator {
  private final String url = System.getProperty("simulator.url");
  private final String key = System.getProperty("simulator.key");
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * As integrators set it up: what is not set is not sent. Stricter than they are in one thing: a field that the
   * contract does not name is an error, so that nothing of ours slips into an answer.
   */
  ApiClient client() {
    return clientWith(mapper -> {
      mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL);
      mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    });
  }

  /** Nothing set up: fields without a value go out as null. */
  ApiClient clientAsGenerated() {
    return clientWith(mapper -> {});
  }

  private ApiClient clientWith(Consumer<ObjectMapper> settings) {
    RestTemplate template = new RestTemplate();
    template.getMessageConverters().stream()
        .filter(MappingJackson2HttpMessageConverter.class::isInstance)
        .map(converter -> ((MappingJackson2HttpMessageConverter) converter).getObjectMapper())
        .forEach(settings);
    ApiClient client = new ApiClient(template).setBasePath(url);
    client.setApiKey(key);
    return client;
  }

  /** @return version of the stored file */
  String upload(PreLoadResponse slot, byte[] pdf, String sha256) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(slot.getUrl()))
        .header("content-type", "application/pdf")
        .header("x-amz-meta-secret", slot.getSecret())
        .header("x-amz-checksum-sha256", sha256)
        .method(slot.getHttpMethod().getValue(), BodyPublishers.ofByteArray(pdf))
        .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return response.headers().firstValue("x-amz-version-id").orElseThrow();
  }

  byte[] download(String link) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
    assertEquals(200, response.statusCode());
    return response.body();
  }

  /** Runs the clock until what the JSON says holds; all that is due happens on the way. */
  void advanceUntil(String condition) throws IOException, InterruptedException {
    control("/clock/advance", "{\"until\":" + condition + ",\"max\":\"P1Y\"}");
  }

  /** A call of the simulator's own API. */
  void control(String path, String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/_sim" + path))
        .header("x-api-key", key)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(json))
        .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertEquals(2, response.statusCode() / 100, response.body());
  }
}
