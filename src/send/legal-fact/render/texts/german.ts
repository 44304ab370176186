import { formatRoman } from '../../../../italy/rome-calendar.js';
import type { CertificateTexts } from './italian.js';

/** German, for the bilingual documents of the province of Bolzano. */
export const germanTexts: CertificateTexts = {
  platformName: 'SEND – Digitaler Zustellungsdienst (Simulator)',
  platformSubtitle: 'Testdokument, erzeugt von einer lokalen Simulationsumgebung',
  footer: 'Von einem Simulator erzeugt: Dieses Dokument beweist nichts und entfaltet für niemanden eine Wirkung.',
  iun: 'IUN',
  when: (at) => formatRoman(at, 'it').replaceAll('/', '.').replace(' alle ore ', ' um ').concat(' Uhr'),
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,

  sender: 'Absender',
  recipient: 'Empfänger',
  recipients: 'Empfänger',
  delegate: 'Bevollmächtigter',
  taxId: 'Steuernummer',
  withTaxId: (taxId) => `Steuernummer ${taxId}`,
  subject: 'Betreff',
  notificationData: 'Angaben zur Zustellung',
  none: 'nicht angegeben',

  senderAck: {
    title: 'Bescheinigung über die Übernahme der Zustellung',
    subtitle: 'Gegenüber Dritten wirksame Bescheinigung – Hinterlegung durch den Absender',
    body: (filedAt) =>
      `Es wird bescheinigt, dass der unten angegebene Absender die Dokumente der Zustellung am ${filedAt} auf der Plattform hinterlegt hat und dass die Plattform sie nach den vorgesehenen Prüfungen übernommen hat, um sie den Empfängern bereitzustellen.`,
    filedAt: 'Tag und Uhrzeit der Hinterlegung',
    number: 'Nr.',
    digitalDomicile: 'Digitales Domizil',
    physicalAddress: 'Postanschrift',
    files: 'Hinterlegte Dokumente',
    filesBody: 'Mit dem SHA-256-Hashwert (base64) lässt sich prüfen, ob eine Datei mit der hinterlegten identisch ist.',
    file: 'Dokument',
    digest: 'SHA-256-Hashwert',
    fileKind: { DOCUMENT: 'Zugestellter Akt', PAYMENT: 'Zahlungsmitteilung', F24: 'Vordruck F24' },
    moreFiles: (count) => `Weitere ${count} hinterlegte Dateien sind nicht angeführt.`,
    ofRecipient: (position) => `Empfänger ${position}`,
  },

  digitalDelivery: {
    successTitle: 'Bescheinigung über die erfolgte digitale Zustellung',
    failureTitle: 'Mitteilung über die erfolglose digitale Zustellung',
    subtitle: 'Gegenüber Dritten wirksame Bescheinigung – Ergebnis der Zustellung an das digitale Domizil',
    successBody: (at) =>
      `Es wird bescheinigt, dass die Zustellung am ${at} beim digitalen Domizil des Empfängers eingegangen ist. Die unternommenen Versuche sind unten angeführt.`,
    failureBody: (at) =>
      `Es wird bescheinigt, dass die unten angeführten Zustellversuche erfolglos waren: Die Zustellung hat kein digitales Domizil des Empfängers erreicht. Die digitale Zustellung wurde am ${at} abgeschlossen.`,
    failureNote: (at) =>
      `Diese Mitteilung wurde dem Empfänger am ${at} in seinem reservierten Bereich der Plattform bereitgestellt. Ab diesem Tag laufen die fünfzehn Tage, nach deren Ablauf die Zustellung wirksam wird, sofern der Empfänger sie nicht vorher öffnet. Der Empfänger wird mit einfachem Einschreiben benachrichtigt.`,
    completedAt: 'Abschluss der Zustellung',
    outcome: 'Ergebnis',
    attempts: 'Zustellversuche',
    at: 'Tag und Uhrzeit',
    address: 'Adresse',
    source: 'Herkunft der Adresse',
    delivered: 'Zugestellt',
    notDelivered: 'Nicht zugestellt',
    sourceName: {
      PLATFORM: 'Vom Empfänger auf der Plattform gewählt',
      SPECIAL: 'Vom Absender angegebenes Domizil',
      GENERAL: 'Öffentliche Verzeichnisse der digitalen Domizile',
    },
    addressType: { PEC: 'PEC', SERCQ: 'Qualifizierte Zustellung SEND' },
  },

  analogFailure: {
    title: 'Bescheinigung über die Hinterlegung wegen Unauffindbarkeit',
    subtitle: 'Gegenüber Dritten wirksame Bescheinigung – erfolglose Zustellung auf Papier',
    body: (at) =>
      `Es wird bescheinigt, dass das Einschreiben dem Empfänger nicht zugestellt werden konnte, weil er an den bekannten Anschriften unauffindbar ist, und dass die Mitteilung über den Eingang daher am ${at} auf der Plattform hinterlegt wurde, wo der Empfänger sie lesen und die Dokumente herunterladen kann.`,
    note: 'Ab dem Tag der Hinterlegung laufen die zehn Tage, nach deren Ablauf die Zustellung für den Empfänger wirksam wird, sofern er sie nicht vorher öffnet.',
    depositedAt: 'Tag der Hinterlegung',
  },

  analogTimeout: {
    title: 'Bescheinigung über das ausgebliebene Ergebnis im Ausland',
    subtitle: 'Gegenüber Dritten wirksame Bescheinigung – internationales Einschreiben ohne Rückmeldung',
    body: (attempt, at) =>
      `Es wird bescheinigt, dass zum internationalen Einschreiben des Versuchs ${attempt} bis zum ${at} weder ein Ergebnis noch ein Dokument eingegangen ist.`,
    address: 'Anschrift des Einschreibens',
    timeoutAt: 'Frist',
  },

  recipientAccess: {
    title: 'Bescheinigung über den erfolgten Zugriff',
    subtitle: 'Gegenüber Dritten wirksame Bescheinigung – erstes Öffnen der Zustellung',
    body: (at) =>
      `Es wird bescheinigt, dass der Empfänger am ${at} auf die Dokumente der Zustellung zugegriffen hat. War die Zustellung noch nicht wirksam, so ist sie es ab diesem Zeitpunkt.`,
    delegateBody: (at) =>
      `Es wird bescheinigt, dass ein Bevollmächtigter am ${at} im Namen des Empfängers auf die Dokumente der Zustellung zugegriffen hat. War die Zustellung noch nicht wirksam, so ist sie es ab diesem Zeitpunkt.`,
    accessedAt: 'Tag und Uhrzeit des Zugriffs',
  },

  cancelled: {
    title: 'Bescheinigung über die Annullierung der Zustellung',
    subtitle: 'Gegenüber Dritten wirksame Bescheinigung – vom Absender beantragte Annullierung',
    body: (at) =>
      `Es wird bescheinigt, dass der Absender am ${at} die Annullierung der Zustellung beantragt hat. Seither nimmt die Plattform keine weiteren Zustellversuche vor, und die beigelegten Zahlungsmitteilungen sind nicht mehr mit der Zustellung verbunden.`,
    requestedAt: 'Antrag auf Annullierung',
  },

  depositNotice: {
    title: 'Mitteilung über den Eingang',
    subtitle: 'Eine Körperschaft hat Dokumente hinterlegt, die Sie betreffen',
    opening: (recipient) => `Guten Tag ${recipient},`,
    body: (sender) =>
      `${sender} hat Ihnen eine Zustellung gesandt. Die Dokumente sind auf der Plattform SEND hinterlegt. Sie können sie jederzeit lesen, ohne aus dem Haus zu gehen und ohne auf die Post zu warten.`,
    code: 'Kennnummer der Zustellung (IUN)',
    qr: 'Mit dem Handy öffnen',
    howTo: 'So lesen Sie die Dokumente',
    steps: [
      'Melden Sie sich mit SPID oder mit der elektronischen Identitätskarte (CIE) im reservierten Bereich von SEND an.',
      'Suchen Sie die Zustellung: Sie finden sie in der Liste oder mit der oben angeführten IUN.',
      'Öffnen Sie die Zustellung, lesen Sie die beigelegten Dokumente und laden Sie sie herunter. Ist eine Zahlung vorgesehen, können Sie auf derselben Seite zahlen.',
    ],
    continues: 'Die nächste Seite erklärt, wie es weitergeht und wer Ihnen helfen kann.',
    moreTitle: 'Was Sie wissen sollten',
    effectTitle: 'Wann die Zustellung wirksam wird',
    effect: [
      'Wenn Sie die Zustellung öffnen, wird sie in diesem Augenblick wirksam.',
      'Wenn Sie sie nicht öffnen, wird sie dennoch nach Ablauf einer Frist wirksam: sieben Tage nach der Zustellung an das digitale Domizil (fünfzehn, wenn diese misslingt), zehn Tage nach der Übergabe des Einschreibens oder nach der Hinterlegung auf der Plattform.',
      'Die Fristen für Zahlung oder Rekurs laufen ab der Wirksamkeit: Beachten Sie die Fälligkeiten in den Dokumenten.',
    ],
    delegateTitle: 'Wenn Sie nicht selbst zugreifen können',
    delegateBody:
      'Sie können eine Vertrauensperson beauftragen: Erstellen Sie im reservierten Bereich eine Vollmacht und teilen Sie ihr den Code mit. Sie kann die Zustellungen lesen und für Sie zahlen. Sie können sich auch mit dieser Mitteilung und einem Ausweis an eine der vertragsgebundenen Abholstellen wenden.',
    contentTitle: 'Wenn Sie Fragen zum Inhalt haben',
    contentBody: (sender) =>
      `Bei Fragen zu den Dokumenten oder zum Betrag wenden Sie sich an den Absender (${sender}): Die Plattform verwahrt und übermittelt sie, kennt aber ihren Inhalt nicht.`,
    contactsTitle: 'So erhalten Sie die nächsten Zustellungen',
    contactsBody:
      'Wenn Sie unter Ihren Kontakten ein digitales Domizil angeben, kommen die nächsten Zustellungen dorthin und nicht auf Papier: Sie zahlen weniger und erhalten sie früher. Sie können auch einen Hinweis per E-Mail, per SMS oder in der App IO aktivieren.',
    simulated:
      'Diese Mitteilung wurde zu Testzwecken von einem Simulator erzeugt: Es gibt keine Zustellung, keine Frist läuft und es ist nichts zu zahlen.',
  },
};
