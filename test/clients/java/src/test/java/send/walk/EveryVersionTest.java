package send.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.NestedExceptionUtils;
import send.client.api.EventsApi;
import send.client.api.LegalFactsApi;
import send.client.api.NewNotificationApi;
import send.client.api.SenderReadB2BApi;
import send.client.api.StreamsApi;
import send.client.model.NewNotificationRequestV26;
import send.client.model.NewNotificationRequestV26.PhysicalCommunicationTypeEnum;
import send.client.model.NotificationDigitalAddress;
import send.client.model.NotificationRecipientV24;
import send.client.model.ProgressResponseElement;
import send.client.model.ProgressResponseElementV23;
import send.client.model.ProgressResponseElementV24;
import send.client.model.ProgressResponseElementV25;
import send.client.model.ProgressResponseElementV26;
import send.client.model.ProgressResponseElementV27;
import send.client.model.ProgressResponseElementV28;
import send.client.model.ProgressResponseElementV29;
import send.client.model.StreamCreationRequest;
import send.client.model.StreamCreationRequestV23;
import send.client.model.StreamCreationRequestV24;
import send.client.model.StreamCreationRequestV25;
import send.client.model.StreamCreationRequestV26;
import send.client.model.StreamCreationRequestV27;
import send.client.model.StreamCreationRequestV28;
import send.client.model.StreamCreationRequestV29;

/** Lives of all kinds, read in every version: nothing may be there that the contract of the version does not name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryVersionTest {
  private final Simulator simulator = new Simulator();
  private final SenderReadB2BApi reading = new SenderReadB2BApi(simulator.client());
  private final StreamsApi streams = new StreamsApi(simulator.client());
  private final EventsApi events = new EventsApi(simulator.client());

  /** By IUN: how the notification is delivered. */
  private final Map<String, String> lives = new LinkedHashMap<>();

  private UUID streamV1;
  private UUID streamV23;
  private UUID streamV24;
  private UUID streamV25;
  private UUID streamV26;
  private UUID streamV27;
  private UUID streamV28;
  private UUID streamV29;

  @BeforeAll
  void notificationsOfAllKindsLiveToTheirEnd() throws Exception {
    createStreams();
    accepted("letter delivered", "VIA @OK_AR", null);
    accepted("letter of the 890 kind, collected late", "VIA @OK-Giacenza-gt10_890", null);
    accepted("nobody found", "VIA @FAIL-Irreperibile_AR", null);
    accepted("completely unreachable", "VIA @FAIL-DiscoveryIrreperibile_AR", null);
    accepted("recipient deceased", "VIA @FAIL_DECEDUTO_AR", null);
    accepted("PEC delivered", "VIA @OK_AR", "prova@pec.it");
    accepted("PEC failed twice", "VIA @OK_RS", "prova@fail.it");
    String viewed = accepted("opened by its recipient", "VIA @OK_AR", null);
    simulator.control("/notifications/" + viewed + "/view", "{\"recIndex\":0}");
    simulator.control("/clock/advance", "{\"by\":\"100d\"}");
  }

  private void createStreams() {
    String title = "every version";
    streamV1 = streams.createEventStream(new StreamCreationRequest()
        .title(title).eventType(StreamCreationRequest.EventTypeEnum.TIMELINE)).getStreamId();
    streamV23 = streams.createEventStreamV23(new StreamCreationRequestV23()
        .title(title).eventType(StreamCreationRequestV23.EventTypeEnum.TIMELINE)).getStreamId();
    streamV24 = streams.createEventStreamV24(new StreamCreationRequestV24()
        .title(title).eventType(StreamCreationRequestV24.EventTypeEnum.TIMELINE)).getStreamId();
    streamV25 = streams.createEventStreamV25(new StreamCreationRequestV25()
        .title(title).eventType(StreamCreationRequestV25.EventTypeEnum.TIMELINE)).getStreamId();
    streamV26 = streams.createEventStreamV26(new StreamCreationRequestV26()
        .title(title).eventType(StreamCreationRequestV26.EventTypeEnum.TIMELINE)).getStreamId();
    streamV27 = streams.createEventStreamV27(new StreamCreationRequestV27()
        .title(title).eventType(StreamCreationRequestV27.EventTypeEnum.TIMELINE)).getStreamId();
    streamV28 = streams.createEventStreamV28(new StreamCreationRequestV28()
        .title(title).eventType(StreamCreationRequestV28.EventTypeEnum.TIMELINE)).getStreamId();
    streamV29 = streams.createEventStreamV29(new StreamCreationRequestV29()
        .title(title).eventType(StreamCreationRequestV29.EventTypeEnum.TIMELINE)).getStreamId();
  }

  private String accepted(String kind, String address, String pec) throws Exception {
    int ordinal = lives.size();
    NewNotificationRequestV26 request =
        Requests.request("EVERY-" + ordinal, "30201000000000010" + ordinal, Requests.uploadedDocument(simulator));
    NotificationRecipientV24 recipient = request.getRecipients().get(0);
    recipient.getPhysicalAddress().address(address);
    if (pec != null) {
      recipient.digitalDomicile(
          new NotificationDigitalAddress().type(NotificationDigitalAddress.TypeEnum.PEC).address(pec));
    }
    if (address.endsWith("_890")) {
      request.physicalCommunicationType(PhysicalCommunicationTypeEnum.REGISTERED_LETTER_890);
    }
    String id = new NewNotificationApi(simulator.client()).sendNewNotificationV26(request).getNotificationRequestId();
    simulator.advanceUntil("{\"notificationRequestId\":\"" + id + "\",\"requestStatus\":\"ACCEPTED\"}");
    String iun = reading.retrieveNotificationRequestStatusV26(id, null, null).getIun();
    lives.put(iun, kind);
    return iun;
  }

  @Test
  void everyLifeCanBeReadInEveryVersionOfTheDetail() {
    Map<String, Function<String, String>> readers = new LinkedHashMap<>();
    readers.put("v2.9", iun -> reading.retrieveSentNotificationV29(iun).getIun());
    readers.put("v2.8", iun -> reading.retrieveSentNotificationV28(iun).getIun());
    readers.put("v2.7", iun -> reading.retrieveSentNotificationV27(iun).getIun());
    readers.put("v2.6", iun -> reading.retrieveSentNotificationV26(iun).getIun());
    readers.put("v2.5", iun -> reading.retrieveSentNotificationV25(iun).getIun());
    readers.put("v2.4", iun -> reading.retrieveSentNotificationV24(iun).getIun());
    readers.put("v2.3", iun -> reading.retrieveSentNotificationV23(iun).getIun());
    readers.put("v2.1", iun -> reading.retrieveSentNotificationV21(iun).getIun());
    readers.put("v2.0", iun -> reading.retrieveSentNotificationV20(iun).getIun());
    readers.put("v1", iun -> reading.retrieveSentNotification(iun).getIun());

    List<String> unreadable = new ArrayList<>();
    lives.forEach((iun, kind) -> readers.forEach((version, read) -> {
      try {
        assertEquals(iun, read.apply(iun));
      } catch (RuntimeException problem) {
        String cause = NestedExceptionUtils.getMostSpecificCause(problem).getMessage();
        unreadable.add(kind + " in " + version + ": " + cause);
      }
    }));
    assertTrue(unreadable.isEmpty(), () -> String.join("\n", unreadable));
  }

  @Test
  void everyLifeHasLegalFactsInBothVersions() {
    LegalFactsApi facts = new LegalFactsApi(simulator.client());

    lives.forEach((iun, kind) -> {
      assertFalse(facts.retrieveNotificationLegalFactsV20(iun).isEmpty(), kind);
      assertFalse(facts.retrieveNotificationLegalFacts(iun).isEmpty(), kind);
    });
  }

  @Test
  void everyVersionOfTheStreamsTellsOfEveryLife() {
    List<ProgressResponseElementV29> newest =
        all(streamV29, events::consumeEventStreamV29, ProgressResponseElementV29::getEventId);
    assertTrue(newest.stream().map(ProgressResponseElementV29::getIun).toList().containsAll(lives.keySet()));

    assertIunsOf(all(streamV1, events::consumeEventStream, ProgressResponseElement::getEventId),
        ProgressResponseElement::getIun);
    assertIunsOf(all(streamV23, events::consumeEventStreamV23, ProgressResponseElementV23::getEventId),
        ProgressResponseElementV23::getIun);
    assertIunsOf(all(streamV24, events::consumeEventStreamV24, ProgressResponseElementV24::getEventId),
        ProgressResponseElementV24::getIun);
    assertIunsOf(all(streamV25, events::consumeEventStreamV25, ProgressResponseElementV25::getEventId),
        ProgressResponseElementV25::getIun);
    assertIunsOf(all(streamV26, events::consumeEventStreamV26, ProgressResponseElementV26::getEventId),
        ProgressResponseElementV26::getIun);
    assertIunsOf(all(streamV27, events::consumeEventStreamV27, ProgressResponseElementV27::getEventId),
        ProgressResponseElementV27::getIun);
    assertIunsOf(all(streamV28, events::consumeEventStreamV28, ProgressResponseElementV28::getEventId),
        ProgressResponseElementV28::getIun);
  }

  private <Event> void assertIunsOf(List<Event> told, Function<Event, String> iunOf) {
    assertTrue(told.stream().map(iunOf).collect(Collectors.toSet()).containsAll(lives.keySet()));
  }

  /** Reads on from the last event until there are no more. */
  private static <Event> List<Event> all(
      UUID stream, BiFunction<UUID, String, List<Event>> consume, Function<Event, String> idOf) {
    List<Event> all = new ArrayList<>();
    List<Event> page = consume.apply(stream, null);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = consume.apply(stream, idOf.apply(page.get(page.size() - 1)));
    }
    return all;
  }
}
