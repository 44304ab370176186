package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.client.RestTemplate;
import send.model.NotificationStatusV26;
import send.model.PreLoadResponse;
import send.rest.ApiClient;
import send.rest.api.NewNotificationApi;
import send.rest.api.SenderReadB2BApi;

/** A client with RestTemplate, made by OpenAPI Generator. */
class RestTemplateTest {
  @RegisterExtension final SendSimulator simulator = new SendSimulator();

  @Test
  void bringsALetterToItsEnd() throws Exception {
    ApiClient client = new ApiClient(withoutNulls()).setBasePath(simulator.url());
    client.setApiKey(simulator.key());
    NewNotificationApi sending = new NewNotificationApi(client);
    SenderReadB2BApi reading = new SenderReadB2BApi(client);

    PreLoadResponse slot = sending.presignedUploadRequest(List.of(Letter.slot())).get(0);
    String id =
        sending.sendNewNotificationV26(Letter.uploadedTo(slot)).getNotificationRequestId();
    // The client polls: where the clock stands still, the second read finds the validation done.
    reading.retrieveNotificationRequestStatusV26(id, null, null);
    String iun = reading.retrieveNotificationRequestStatusV26(id, null, null).getIun();
    simulator.advanceUntil(iun, "EFFECTIVE_DATE");

    assertEquals(
        NotificationStatusV26.EFFECTIVE_DATE,
        reading.retrieveSentNotificationV29(iun).getNotificationStatus());
  }

  /** What is not set is not sent. */
  private static RestTemplate withoutNulls() {
    RestTemplate template = new RestTemplate();
    template.getMessageConverters().stream()
        .filter(MappingJackson2HttpMessageConverter.class::isInstance)
        .map(converter -> ((MappingJackson2HttpMessageConverter) converter).getObjectMapper())
        .forEach(mapper -> mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL));
    return template;
  }
}
