import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestTemplate;

/** A client with RestTemplate, in the sandbox of its test. */
class PreloadTest {
  @RegisterExtension final SendSimulator simulator = new SendSimulator();

  @Test
  void getsASlotAWeekLaterToo() throws Exception {
    simulator.advance("7d");

    HttpHeaders headers = new HttpHeaders();
    headers.set("x-api-key", simulator.key());
    Map<String, String> wanted =
        Map.of(
            "preloadIdx", "0",
            "contentType", "application/pdf",
            "sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
    List<?> slots =
        new RestTemplate()
            .postForObject(
                simulator.url() + "/delivery/attachments/preload",
                new HttpEntity<>(List.of(wanted), headers),
                List.class);

    assertEquals(1, slots.size());
  }
}
