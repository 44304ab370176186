package send.walk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import send.client.ApiClient;
import send.client.api.EventsApi;
import send.client.api.LegalFactsApi;
import send.client.api.NewNotificationApi;
import send.client.api.NotificationPriceApi;
import send.client.api.NotificationPriceV23Api;
import send.client.api.SenderReadB2BApi;
import send.client.api.StreamsApi;
import send.client.model.FullSentNotificationV25;
import send.client.model.FullSentNotificationV29;
import send.client.model.LegalFactListElementV20;
import send.client.model.NewNotificationRequestStatusResponseV26;
import send.client.model.NotificationAttachmentDownloadMetadataResponse;
import send.client.model.NotificationPriceResponse;
import send.client.model.NotificationPriceResponseV23;
import send.client.model.NotificationStatus;
import send.client.model.NotificationStatusV26;
import send.client.model.ProgressResponseElementV24;
import send.client.model.ProgressResponseElementV29;
import send.client.model.StreamCreationRequestV24;
import send.client.model.StreamCreationRequestV29;
import send.client.model.StreamMetadataResponseV29;
import send.client.model.TimelineElementCategoryV23;
import send.client.model.TimelineElementCategoryV28;
import send.client.model.TimelineElementDetailsV25;
import send.client.model.TimelineElementDetailsV28;

/** One notification from upload to the end of its terms, read back in every way that a sender has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveredLetterTest {
  private static final String PROTOCOL_NUMBER = "2026-0001";
  private static final String NOTICE = "302010000000000001";

  private final Simulator simulator = new Simulator();
  private final ApiClient client = simulator.client();

  private UUID timelineStream;
  private UUID olderStatusStream;
  private String requestId;
  private NewNotificationRequestStatusResponseV26 status;
  private NewNotificationRequestStatusResponseV26 statusBefore;
  private String iun;

  @BeforeAll
  void aLetterIsSentAndItsTermsPass() throws Exception {
    StreamsApi streams = new StreamsApi(client);
    timelineStream = streams.createEventStreamV29(new StreamCreationRequestV29()
        .title("everything").eventType(StreamCreationRequestV29.EventTypeEnum.TIMELINE)).getStreamId();
    olderStatusStream = streams.createEventStreamV24(new StreamCreationRequestV24()
        .title("older").eventType(StreamCreationRequestV24.EventTypeEnum.STATUS)).getStreamId();

    NewNotificationApi sending = new NewNotificationApi(client);
    SenderReadB2BApi reading = new SenderReadB2BApi(client);
    requestId = sending.sendNewNotificationV26(
        Requests.request(PROTOCOL_NUMBER, NOTICE, Requests.uploadedDocument(simulator))).getNotificationRequestId();
    statusBefore = reading.retrieveNotificationRequestStatusV26(requestId, null, null);
    simulator.advanceUntil("{\"notificationRequestId\":\"" + requestId + "\",\"requestStatus\":\"ACCEPTED\"}");
    status = reading.retrieveNotificationRequestStatusV26(requestId, null, null);
    iun = status.getIun();
    simulator.advanceUntil("{\"iun\":\"" + iun + "\",\"status\":\"EFFECTIVE_DATE\"}");
  }

  @Test
  void theStatusOfTheRequestGoesFromWaitingToAccepted() {
    assertEquals("WAITING", statusBefore.getNotificationRequestStatus());
    assertNull(statusBefore.getIun());

    assertEquals("ACCEPTED", status.getNotificationRequestStatus());
    assertEquals(PROTOCOL_NUMBER, status.getPaProtocolNumber());
    assertEquals("LRTFNC80A01F205B", status.getRecipients().get(0).getTaxId());
  }

  @Test
  void theNewestDetailTellsTheWholeLife() {
    FullSentNotificationV29 detail = new SenderReadB2BApi(client).retrieveSentNotificationV29(iun);

    assertEquals(NotificationStatusV26.EFFECTIVE_DATE, detail.getNotificationStatus());
    assertEquals(
        List.of("ACCEPTED", "DELIVERING", "DELIVERED", "EFFECTIVE_DATE"),
        detail.getNotificationStatusHistory().stream().map(entry -> entry.getStatus().getValue()).toList());
    TimelineElementDetailsV28 letter = detail.getTimeline().stream()
        .filter(element -> element.getCategory() == TimelineElementCategoryV28.SEND_ANALOG_DOMICILE)
        .findFirst().orElseThrow().getDetails();
    assertEquals("AR", letter.getProductType());
    assertEquals("20121", letter.getPhysicalAddress().getZip());
    assertTrue(letter.getAnalogCost() > 0);
  }

  @Test
  void anOlderDetailTellsTheSameLifeInItsOwnShape() {
    SenderReadB2BApi reading = new SenderReadB2BApi(client);
    FullSentNotificationV25 older = reading.retrieveSentNotificationV25(iun);
    FullSentNotificationV29 newest = reading.retrieveSentNotificationV29(iun);

    assertEquals(NotificationStatus.EFFECTIVE_DATE, older.getNotificationStatus());
    assertEquals(newest.getSentAt(), older.getSentAt());
    assertEquals(newest.getRecipients().get(0).getDenomination(), older.getRecipients().get(0).getDenomination());
    Set<String> newestIds = newest.getTimeline().stream().map(e -> e.getElementId()).collect(Collectors.toSet());
    Set<String> olderIds = older.getTimeline().stream().map(e -> e.getElementId()).collect(Collectors.toSet());
    assertTrue(newestIds.containsAll(olderIds));
    TimelineElementDetailsV25 feedback = older.getTimeline().stream()
        .filter(element -> element.getCategory() == TimelineElementCategoryV23.SEND_ANALOG_FEEDBACK)
        .findFirst().orElseThrow().getDetails();
    assertEquals("OK", feedback.getResponseStatus().getValue());
    assertEquals("RECRN001C", feedback.getDeliveryDetailCode());
  }

  @Test
  void thePriceIsTheSameInBothVersions() {
    NotificationPriceResponseV23 price =
        new NotificationPriceV23Api(client).retrieveNotificationPriceV23(Requests.CREDITOR, NOTICE);
    NotificationPriceResponse older =
        new NotificationPriceApi(client).retrieveNotificationPrice(Requests.CREDITOR, NOTICE);

    assertEquals(iun, price.getIun());
    assertEquals(100, price.getPaFee());
    assertEquals(22, price.getVat());
    assertEquals(price.getSendFee() + price.getAnalogCost(), price.getPartialPrice());
    assertEquals(
        price.getSendFee() + price.getPaFee() + Math.round(price.getAnalogCost() * 1.22f), price.getTotalPrice());
    assertNotNull(price.getRefinementDate());
    assertEquals(price.getPartialPrice(), older.getAmount());
  }

  @Test
  void theDocumentComesBackAsItWasSent() throws Exception {
    NotificationAttachmentDownloadMetadataResponse found =
        new SenderReadB2BApi(client).retrieveSentNotificationDocument(iun, 0);

    assertEquals(Requests.sha256(Requests.PDF), found.getSha256());
    assertArrayEquals(Requests.PDF, simulator.download(found.getUrl()));
  }

  @Test
  void everyLegalFactCanBeDownloaded() throws Exception {
    LegalFactsApi facts = new LegalFactsApi(client);
    List<LegalFactListElementV20> listed = facts.retrieveNotificationLegalFactsV20(iun);

    assertFalse(listed.isEmpty());
    for (LegalFactListElementV20 fact : listed) {
      String id = fact.getLegalFactsId().getKey().replace("safestorage://", "");
      byte[] document = simulator.download(facts.downloadLegalFactById(iun, id).getUrl());
      assertTrue(new String(document, 0, 5, StandardCharsets.US_ASCII).startsWith("%PDF-"), id);
    }
  }

  @Test
  void aStreamOfTimelineElementsTellsWhatTheDetailTells() {
    StreamMetadataResponseV29 stream = new StreamsApi(client).retrieveEventStreamV29(timelineStream);
    List<ProgressResponseElementV29> events = new EventsApi(client).consumeEventStreamV29(timelineStream, null);

    assertEquals("everything", stream.getTitle());
    assertEquals(events.size(), new HashSet<>(events.stream().map(ProgressResponseElementV29::getEventId).toList()).size());
    Set<String> inDetail = new SenderReadB2BApi(client).retrieveSentNotificationV29(iun).getTimeline().stream()
        .map(element -> element.getElementId()).collect(Collectors.toSet());
    Set<String> inStream = events.stream()
        .filter(event -> iun.equals(event.getIun()))
        .map(event -> event.getElement().getElementId()).collect(Collectors.toSet());
    assertTrue(inDetail.containsAll(inStream));
    assertTrue(inStream.stream().anyMatch(id -> id.startsWith("SEND_ANALOG_FEEDBACK")));
  }

  @Test
  void anOlderStreamOfStatusesEndsWithTheLastOne() {
    List<ProgressResponseElementV24> events = new EventsApi(client).consumeEventStreamV24(olderStatusStream, null);

    List<NotificationStatus> statuses = events.stream()
        .filter(event -> iun.equals(event.getIun())).map(ProgressResponseElementV24::getNewStatus).toList();
    assertEquals(NotificationStatus.EFFECTIVE_DATE, statuses.get(statuses.size() - 1));
    assertTrue(statuses.contains(NotificationStatus.DELIVERED));
  }
}
