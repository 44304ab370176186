package send.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;
import send.client.api.NewNotificationApi;
import send.client.api.SenderReadB2BApi;
import send.client.model.NewNotificationRequestV26;
import send.client.model.Problem;

/** Refusals, as the generated type for problems reads them. */
class RefusalTest {
  private final Simulator simulator = new Simulator();

  @Test
  void nullForAFieldWithoutValueIsRefusedAtTheGateway() throws Exception {
    NewNotificationRequestV26 request =
        Requests.request("2026-0002", "302010000000000002", Requests.uploadedDocument(simulator));

    Problem problem = problemOf(HttpClientErrorException.BadRequest.class,
        () -> new NewNotificationApi(simulator.clientAsGenerated()).sendNewNotificationV26(request));

    assertEquals(400, problem.getStatus());
    assertEquals("VALIDATION ERROR", problem.getTitle());
    assertEquals("PN_INVALID_BODY", problem.getErrors().get(0).getCode());
    assertTrue(problem.getErrors().get(0).getDetail().startsWith("Validation errors: ["));
  }

  @Test
  void aSecondRequestWithTheSameProtocolNumberIsAConflict() throws Exception {
    NewNotificationApi sending = new NewNotificationApi(simulator.client());
    sending.sendNewNotificationV26(
        Requests.request("2026-0003", "302010000000000003", Requests.uploadedDocument(simulator)));
    NewNotificationRequestV26 second =
        Requests.request("2026-0003", "302010000000000004", Requests.uploadedDocument(simulator));

    Problem problem =
        problemOf(HttpClientErrorException.Conflict.class, () -> sending.sendNewNotificationV26(second));

    assertEquals(409, problem.getStatus());
    assertEquals("PN_GENERIC_INVALIDPARAMETER_DUPLICATED", problem.getErrors().get(0).getCode());
    assertTrue(problem.getErrors().get(0).getDetail().contains("2026-0003"));
    assertNotNull(problem.getTimestamp());
  }

  @Test
  void aNotificationThatDoesNotExistIsNotFound() {
    Problem problem = problemOf(HttpClientErrorException.NotFound.class,
        () -> new SenderReadB2BApi(simulator.client()).retrieveSentNotificationV29("ABCD-EFGH-LMNP-202601-A-1"));

    assertEquals(404, problem.getStatus());
    assertEquals("PN_DELIVERY_NOTIFICATIONNOTFOUND", problem.getErrors().get(0).getCode());
    assertNotNull(problem.getTraceId());
  }

  private interface Call {
    void run();
  }

  private static Problem problemOf(Class<? extends HttpClientErrorException> expected, Call call) {
    return assertThrows(expected, call::run).getResponseBodyAs(Problem.class);
  }
}
