package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import send.model.FullSentNotificationV29;
import send.model.NewNotificationRequestStatusResponseV26;
import send.model.NotificationStatusV26;
import send.reactive.ApiClient;
import send.reactive.api.NewNotificationApi;
import send.reactive.api.SenderReadB2BApi;

/** A client with WebClient, made by OpenAPI Generator. */
class WebClientTest {
  @RegisterExtension final SendSimulator simulator = new SendSimulator();

  @Test
  void bringsALetterToItsEnd() throws Exception {
    NewNotificationApi sending = new NewNotificationApi(client());
    SenderReadB2BApi reading = new SenderReadB2BApi(client());

    NewNotificationRequestStatusResponseV26 accepted =
        sending
            .presignedUploadRequest(List.of(Letter.slot()))
            .next()
            .flatMap(slot -> Mono.fromCallable(() -> Letter.uploadedTo(slot)))
            .flatMap(sending::sendNewNotificationV26)
            .flatMap(
                sent ->
                    reading
                        .retrieveNotificationRequestStatusV26(
                            sent.getNotificationRequestId(), null, null)
                        .repeat()
                        .filter(status -> "ACCEPTED".equals(status.getNotificationRequestStatus()))
                        .next())
            .block();
    simulator.advanceUntil(accepted.getIun(), "EFFECTIVE_DATE");

    FullSentNotificationV29 detail = reading.retrieveSentNotificationV29(accepted.getIun()).block();
    assertEquals(NotificationStatusV26.EFFECTIVE_DATE, detail.getNotificationStatus());
  }

  @Test
  void isToldWhyInAHeader() {
    SenderReadB2BApi reading = new SenderReadB2BApi(client());

    String hint =
        reading
            .retrieveNotificationRequestStatusV26(null, "2026-0001", null)
            .map(status -> "")
            .onErrorResume(
                WebClientResponseException.class,
                refused -> Mono.just(refused.getHeaders().getFirst("x-send-sim-hint")))
            .block();

    assertEquals(true, hint.contains("idempotenceToken"), hint);
  }

  private ApiClient client() {
    // What is not set is not sent.
    ObjectMapper mapper = ApiClient.createDefaultMapper(null);
    mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL);
    ApiClient client =
        new ApiClient(mapper, ApiClient.createDefaultDateFormat()).setBasePath(simulator.url());
    client.setApiKey(simulator.key());
    return client;
  }
}
