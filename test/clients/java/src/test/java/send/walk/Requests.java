package send.walk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import send.client.api.NewNotificationApi;
import send.client.model.NewNotificationRequestV26;
import send.client.model.NewNotificationRequestV26.PhysicalCommunicationTypeEnum;
import send.client.model.NotificationAttachmentBodyRef;
import send.client.model.NotificationAttachmentDigests;
import send.client.model.NotificationDocument;
import send.client.model.NotificationFeePolicy;
import send.client.model.NotificationPaymentItem;
import send.client.model.NotificationPhysicalAddress;
import send.client.model.NotificationRecipientV24;
import send.client.model.NotificationRecipientV24.RecipientTypeEnum;
import send.client.model.PagoPaPayment;
import send.client.model.PreLoadRequest;
import send.client.model.PreLoadResponse;

/** A document, and a request that carries it. */
final class Requests {
  static final String CREDITOR = "77777777777";

  static final byte[] PDF = """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
      trailer<</Root 1 0 R>>
      %%EOF
      """.getBytes(StandardCharsets.US_ASCII);

  private Requests() {}

  static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Asks for a slot, uploads the document there. */
  static NotificationDocument uploadedDocument(Simulator simulator) throws Exception {
    String sha256 = sha256(PDF);
    PreLoadRequest file = new PreLoadRequest().preloadIdx("0").contentType("application/pdf").sha256(sha256);
    PreLoadResponse slot = new NewNotificationApi(simulator.client()).presignedUploadRequest(List.of(file)).get(0);
    String version = simulator.upload(slot, PDF, sha256);
    return new NotificationDocument()
        .contentType("application/pdf")
        .digests(new NotificationAttachmentDigests().sha256(sha256))
        .ref(new NotificationAttachmentBodyRef().key(slot.getKey()).versionToken(version));
  }

  /** To a person who gets a registered letter, delivered at the first attempt, with a payment of pagoPA. */
  static NewNotificationRequestV26 request(String protocolNumber, String noticeCode, NotificationDocument document) {
    PagoPaPayment payment = new PagoPaPayment().creditorTaxId(CREDITOR).noticeCode(noticeCode).applyCost(true);
    NotificationRecipientV24 recipient = new NotificationRecipientV24()
        .recipientType(RecipientTypeEnum.PF)
        .taxId("LRTFNC80A01F205B")
        .denomination("Loretta Franco")
        .physicalAddress(new NotificationPhysicalAddress()
            .address("VIA @OK_AR").zip("20121").municipality("MILANO").province("MI"))
        .addPaymentsItem(new NotificationPaymentItem().pagoPa(payment));
    return new NewNotificationRequestV26()
        .paProtocolNumber(protocolNumber)
        .subject("Sollecito di pagamento")
        .taxonomyCode("010101P")
        .senderDenomination("Comune di Esempio")
        .senderTaxId("12345678903")
        .notificationFeePolicy(NotificationFeePolicy.DELIVERY_MODE)
        .paFee(100)
        .vat(22)
        .physicalCommunicationType(PhysicalCommunicationTypeEnum.AR_REGISTERED_LETTER)
        .addDocumentsItem(document)
        .addRecipientsItem(recipient);
  }
}
