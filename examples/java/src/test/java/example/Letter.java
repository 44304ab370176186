package example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import send.model.NewNotificationRequestV26;
import send.model.NewNotificationRequestV26.PhysicalCommunicationTypeEnum;
import send.model.NotificationAttachmentBodyRef;
import send.model.NotificationAttachmentDigests;
import send.model.NotificationDocument;
import send.model.NotificationFeePolicy;
import send.model.NotificationPhysicalAddress;
import send.model.NotificationRecipientV24;
import send.model.NotificationRecipientV24.RecipientTypeEnum;
import send.model.PreLoadRequest;
import send.model.PreLoadResponse;

/** What both clients send: a letter with one document. */
final class Letter {
  private static final byte[] PDF =
      ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
              + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
              + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
              + "trailer<</Root 1 0 R>>\n%%EOF\n")
          .getBytes(StandardCharsets.US_ASCII);

  private Letter() {}

  /** Asks for a place for the document. */
  static PreLoadRequest slot() {
    return new PreLoadRequest().preloadIdx("0").contentType("application/pdf").sha256(sha256());
  }

  /** Puts the document there, with every header that is signed; gives the request that carries it. */
  static NewNotificationRequestV26 uploadedTo(PreLoadResponse slot)
      throws IOException, InterruptedException {
    HttpRequest upload =
        HttpRequest.newBuilder(URI.create(slot.getUrl()))
            .header("content-type", "application/pdf")
            .header("x-amz-meta-secret", slot.getSecret())
            .header("x-amz-checksum-sha256", sha256())
            .method(slot.getHttpMethod().getValue(), BodyPublishers.ofByteArray(PDF))
            .build();
    HttpResponse<String> stored = HttpClient.newHttpClient().send(upload, BodyHandlers.ofString());
    if (stored.statusCode() != 200) throw new IllegalStateException(stored.body());
    String version = stored.headers().firstValue("x-amz-version-id").orElseThrow();

    return new NewNotificationRequestV26()
        .paProtocolNumber("2026-0001")
        .subject("Sollecito di pagamento")
        .taxonomyCode("010101P")
        .senderDenomination("Comune di Esempio")
        .senderTaxId("12345678903")
        .notificationFeePolicy(NotificationFeePolicy.FLAT_RATE)
        .physicalCommunicationType(PhysicalCommunicationTypeEnum.AR_REGISTERED_LETTER)
        .addDocumentsItem(
            new NotificationDocument()
                .contentType("application/pdf")
                .digests(new NotificationAttachmentDigests().sha256(sha256()))
                .ref(new NotificationAttachmentBodyRef().key(slot.getKey()).versionToken(version)))
        .addRecipientsItem(
            new NotificationRecipientV24()
                .recipientType(RecipientTypeEnum.PF)
                .taxId("LRTFNC80A01F205B")
                .denomination("Loretta Franco")
                // The address decides what happens, as in the test environment.
                .physicalAddress(
                    new NotificationPhysicalAddress()
                        .address("VIA @OK_AR")
                        .zip("20121")
                        .municipality("MILANO")
                        .province("MI")));
  }

  private static String sha256() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(PDF));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
