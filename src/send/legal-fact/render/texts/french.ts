import { formatRoman } from '../../../../italy/rome-calendar.js';
import type { CertificateTexts } from './italian.js';

/** French, for the bilingual documents of the Aosta valley. */
export const frenchTexts: CertificateTexts = {
  platformName: 'SEND – Service de notifications numériques (simulateur)',
  platformSubtitle: 'Document d’essai généré par un environnement de simulation local',
  footer: 'Document généré par un simulateur : il ne prouve rien et ne produit d’effets à l’égard de personne.',
  iun: 'IUN',
  when: (at) => formatRoman(at, 'it').replace(' alle ore ', ' à '),
  pageOf: (page, pages) => `Page ${page} sur ${pages}`,

  sender: 'Expéditeur',
  recipient: 'Destinataire',
  recipients: 'Destinataires',
  delegate: 'Mandataire',
  taxId: 'Code fiscal',
  withTaxId: (taxId) => `Code fiscal ${taxId}`,
  subject: 'Objet',
  notificationData: 'Données de la notification',
  none: 'non indiqué',

  senderAck: {
    title: 'Attestation de prise en charge de la notification',
    subtitle: 'Attestation opposable aux tiers – dépôt par l’expéditeur',
    body: (filedAt) =>
      `Il est attesté que l’expéditeur indiqué ci-dessous a déposé sur la plateforme, le ${filedAt}, les documents de la notification et que la plateforme, après les vérifications prévues, les a pris en charge pour les mettre à la disposition des destinataires.`,
    filedAt: 'Date et heure du dépôt',
    number: 'N°',
    digitalDomicile: 'Domicile numérique',
    physicalAddress: 'Adresse postale',
    files: 'Documents déposés',
    filesBody:
      'L’empreinte SHA-256 (en base64) permet de vérifier qu’un fichier est identique à celui qui a été déposé.',
    file: 'Document',
    digest: 'Empreinte SHA-256',
    fileKind: { DOCUMENT: 'Acte notifié', PAYMENT: 'Avis de paiement', F24: 'Formulaire F24' },
    moreFiles: (count) => `${count} autres fichiers déposés ne sont pas énumérés.`,
    ofRecipient: (position) => `destinataire ${position}`,
  },

  digitalDelivery: {
    successTitle: 'Attestation de notification numérique effectuée',
    failureTitle: 'Avis d’échec de la remise numérique',
    subtitle: 'Attestation opposable aux tiers – résultat de la remise au domicile numérique',
    successBody: (at) =>
      `Il est attesté que la notification a été remise au domicile numérique du destinataire le ${at}. Les tentatives effectuées sont énumérées ci-dessous.`,
    failureBody: (at) =>
      `Il est attesté que les tentatives de remise énumérées ci-dessous n’ont pas abouti : la notification n’a atteint aucun domicile numérique du destinataire. La remise numérique s’est achevée le ${at}.`,
    failureNote: (at) =>
      `Le présent avis a été mis à la disposition du destinataire dans son espace réservé de la plateforme le ${at}. À compter de cette date courent les quinze jours au terme desquels la notification prend effet, sauf si le destinataire y accède auparavant. Le destinataire en est informé par lettre recommandée simple.`,
    completedAt: 'Fin de la remise',
    outcome: 'Résultat',
    attempts: 'Tentatives de remise',
    at: 'Date et heure',
    address: 'Adresse',
    source: 'Origine de l’adresse',
    delivered: 'Remis',
    notDelivered: 'Non remis',
    sourceName: {
      PLATFORM: 'Adresse choisie par le destinataire sur la plateforme',
      SPECIAL: 'Domicile indiqué par l’expéditeur',
      GENERAL: 'Registres publics des domiciles numériques',
    },
    addressType: { PEC: 'PEC', SERCQ: 'Remise qualifiée SEND' },
  },

  analogFailure: {
    title: 'Attestation de dépôt pour destinataire introuvable',
    subtitle: 'Attestation opposable aux tiers – échec de la remise sur papier',
    body: (at) =>
      `Il est attesté que, la lettre recommandée n’ayant pu être remise au destinataire, introuvable aux adresses connues, l’avis de réception a été déposé sur la plateforme le ${at}, où le destinataire peut le lire et télécharger les documents.`,
    note: 'À compter de la date du dépôt courent les dix jours au terme desquels la notification prend effet pour le destinataire, sauf s’il y accède auparavant.',
    depositedAt: 'Date du dépôt',
  },

  analogTimeout: {
    title: 'Attestation d’absence de résultat à l’étranger',
    subtitle: 'Attestation opposable aux tiers – lettre recommandée internationale sans réponse',
    body: (attempt, at) =>
      `Il est attesté que, pour la lettre recommandée internationale de la tentative ${attempt}, aucun résultat ni document n’est parvenu avant le ${at}.`,
    address: 'Adresse de la lettre recommandée',
    timeoutAt: 'Terme',
  },

  recipientAccess: {
    title: 'Attestation d’accès',
    subtitle: 'Attestation opposable aux tiers – première lecture de la notification',
    body: (at) =>
      `Il est attesté que le destinataire a accédé aux documents de la notification le ${at}. Si la notification n’avait pas encore pris effet, elle le prend à ce moment.`,
    delegateBody: (at) =>
      `Il est attesté qu’un mandataire a accédé, pour le compte du destinataire, aux documents de la notification le ${at}. Si la notification n’avait pas encore pris effet, elle le prend à ce moment.`,
    accessedAt: 'Date et heure de l’accès',
  },

  cancelled: {
    title: 'Attestation d’annulation de la notification',
    subtitle: 'Attestation opposable aux tiers – annulation demandée par l’expéditeur',
    body: (at) =>
      `Il est attesté que l’expéditeur a demandé l’annulation de la notification le ${at}. Depuis lors, la plateforme n’entreprend plus aucune remise et les avis de paiement joints ne sont plus associés à la notification.`,
    requestedAt: 'Demande d’annulation',
  },

  depositNotice: {
    title: 'Avis de réception',
    subtitle: 'Un organisme a déposé des documents qui vous concernent',
    opening: (recipient) => `Bonjour ${recipient},`,
    body: (sender) =>
      `${sender} vous a envoyé une notification. Les documents sont déposés sur la plateforme SEND et vous pouvez les lire à tout moment, sans vous déplacer et sans attendre le facteur.`,
    code: 'Code de la notification (IUN)',
    qr: 'Ouvrir avec le téléphone',
    howTo: 'Comment lire les documents',
    steps: [
      'Accédez à l’espace réservé de SEND avec SPID ou avec la carte d’identité électronique (CIE).',
      'Cherchez la notification : vous la trouvez dans la liste, ou avec le code IUN indiqué ci-dessus.',
      'Ouvrez la notification, lisez les documents joints et téléchargez-les. Si un paiement est prévu, vous pouvez payer depuis la même page.',
    ],
    continues: 'La page suivante explique ce qui se passe ensuite et qui peut vous aider.',
    moreTitle: 'Ce que vous devez savoir',
    effectTitle: 'Quand la notification prend effet',
    effect: [
      'Si vous ouvrez la notification, elle prend effet au moment où vous y accédez.',
      'Si vous ne l’ouvrez pas, elle prend effet quand même au terme d’un délai : sept jours après la remise au domicile numérique (quinze si cette remise échoue), dix jours après la remise de la lettre recommandée ou après le dépôt sur la plateforme.',
      'Les délais de paiement ou de recours courent à partir de la prise d’effet : vérifiez les échéances dans les documents.',
    ],
    delegateTitle: 'Si vous ne pouvez pas accéder vous-même',
    delegateBody:
      'Vous pouvez charger une personne de confiance : créez un mandat dans l’espace réservé et communiquez-lui le code. Elle pourra lire les notifications et payer à votre place. Vous pouvez aussi vous adresser à l’un des points de retrait conventionnés, avec cet avis et une pièce d’identité.',
    contentTitle: 'Si vous avez des doutes sur le contenu',
    contentBody: (sender) =>
      `Pour toute question sur les documents ou sur le montant, adressez-vous à l’expéditeur (${sender}) : la plateforme les conserve et les remet, mais n’en connaît pas le contenu.`,
    contactsTitle: 'Comment recevoir les prochaines notifications',
    contactsBody:
      'Si vous indiquez un domicile numérique parmi vos contacts, les prochaines notifications y arrivent, et non plus sur papier : vous dépensez moins et les recevez plus tôt. Vous pouvez aussi activer un avis de courtoisie par courriel, par SMS ou dans l’application IO.',
    simulated:
      'Cet avis a été produit par un simulateur à des fins d’essai : la notification n’existe pas, aucun délai ne court et il n’y a rien à payer.',
  },
};
