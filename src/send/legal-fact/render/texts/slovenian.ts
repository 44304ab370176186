import { formatRoman } from '../../../../italy/rome-calendar.js';
import type { CertificateTexts } from './italian.js';

/** Slovenian, for the bilingual documents of Friuli Venezia Giulia. */
export const slovenianTexts: CertificateTexts = {
  platformName: 'SEND – Storitev digitalnih obvestil (simulator)',
  platformSubtitle: 'Preskusni dokument iz lokalnega simulacijskega okolja',
  footer: 'Dokument je ustvaril simulator: ničesar ne dokazuje in za nikogar nima učinkov.',
  iun: 'IUN',
  when: (at) => formatRoman(at, 'it').replaceAll('/', '. ').replace(' alle ore ', ' ob '),
  pageOf: (page, pages) => `Stran ${page} od ${pages}`,

  sender: 'Pošiljatelj',
  recipient: 'Naslovnik',
  recipients: 'Naslovniki',
  delegate: 'Pooblaščenec',
  taxId: 'Davčna številka',
  withTaxId: (taxId) => `Davčna številka ${taxId}`,
  subject: 'Zadeva',
  notificationData: 'Podatki o obvestilu',
  none: 'ni navedeno',

  senderAck: {
    title: 'Potrdilo o prevzemu obvestila',
    subtitle: 'Potrdilo, ki učinkuje proti tretjim – vložitev s strani pošiljatelja',
    body: (filedAt) =>
      `Potrjuje se, da je spodaj navedeni pošiljatelj dne ${filedAt} na platformo vložil dokumente obvestila in da jih je platforma po predvidenih preverjanjih prevzela, da jih da na voljo naslovnikom.`,
    filedAt: 'Datum in ura vložitve',
    number: 'Št.',
    digitalDomicile: 'Digitalni naslov',
    physicalAddress: 'Poštni naslov',
    files: 'Vloženi dokumenti',
    filesBody: 'Z zgoščeno vrednostjo SHA-256 (base64) je mogoče preveriti, ali je datoteka enaka vloženi.',
    file: 'Dokument',
    digest: 'Zgoščena vrednost SHA-256',
    fileKind: { DOCUMENT: 'Vročeni akt', PAYMENT: 'Plačilno obvestilo', F24: 'Obrazec F24' },
    moreFiles: (count) => `Preostalih vloženih datotek (${count}) seznam ne navaja.`,
    ofRecipient: (position) => `naslovnik ${position}`,
  },

  digitalDelivery: {
    successTitle: 'Potrdilo o opravljeni digitalni vročitvi',
    failureTitle: 'Obvestilo o neuspeli digitalni vročitvi',
    subtitle: 'Potrdilo, ki učinkuje proti tretjim – izid vročitve na digitalni naslov',
    successBody: (at) =>
      `Potrjuje se, da je bilo obvestilo dne ${at} vročeno na digitalni naslov naslovnika. Opravljeni poskusi so navedeni spodaj.`,
    failureBody: (at) =>
      `Potrjuje se, da spodaj navedeni poskusi vročitve niso uspeli: obvestilo ni doseglo nobenega digitalnega naslova naslovnika. Digitalna vročitev se je končala dne ${at}.`,
    failureNote: (at) =>
      `To obvestilo je bilo naslovniku dano na voljo v njegovem osebnem območju platforme dne ${at}. Od tega dne teče petnajst dni, po katerih vročitev začne učinkovati, razen če naslovnik obvestilo odpre prej. Naslovnik je o tem obveščen z navadnim priporočenim pismom.`,
    completedAt: 'Konec vročanja',
    outcome: 'Izid',
    attempts: 'Poskusi vročitve',
    at: 'Datum in ura',
    address: 'Naslov',
    source: 'Izvor naslova',
    delivered: 'Vročeno',
    notDelivered: 'Ni vročeno',
    sourceName: {
      PLATFORM: 'Naslov, ki ga je naslovnik izbral na platformi',
      SPECIAL: 'Naslov, ki ga je navedel pošiljatelj',
      GENERAL: 'Javni registri digitalnih naslovov',
    },
    addressType: { PEC: 'PEC', SERCQ: 'Kvalificirana vročitev SEND' },
  },

  analogFailure: {
    title: 'Potrdilo o deponiranju zaradi nedosegljivosti',
    subtitle: 'Potrdilo, ki učinkuje proti tretjim – neuspela vročitev na papirju',
    body: (at) =>
      `Potrjuje se, da priporočenega pisma ni bilo mogoče vročiti naslovniku, ker na znanih naslovih ni dosegljiv, in da je bilo zato obvestilo o prejemu dne ${at} deponirano na platformi, kjer ga naslovnik lahko prebere in prenese dokumente.`,
    note: 'Od dne deponiranja teče deset dni, po katerih vročitev za naslovnika začne učinkovati, razen če obvestilo odpre prej.',
    depositedAt: 'Datum deponiranja',
  },

  analogTimeout: {
    title: 'Potrdilo o izostanku izida v tujini',
    subtitle: 'Potrdilo, ki učinkuje proti tretjim – mednarodno priporočeno pismo brez odgovora',
    body: (attempt, at) =>
      `Potrjuje se, da za mednarodno priporočeno pismo poskusa ${attempt} do ${at} ni prispel noben izid niti dokument.`,
    address: 'Naslov priporočenega pisma',
    timeoutAt: 'Rok',
  },

  recipientAccess: {
    title: 'Potrdilo o opravljenem dostopu',
    subtitle: 'Potrdilo, ki učinkuje proti tretjim – prvo branje obvestila',
    body: (at) =>
      `Potrjuje se, da je naslovnik dne ${at} dostopal do dokumentov obvestila. Če vročitev še ni učinkovala, učinkuje od tega trenutka.`,
    delegateBody: (at) =>
      `Potrjuje se, da je pooblaščenec dne ${at} v imenu naslovnika dostopal do dokumentov obvestila. Če vročitev še ni učinkovala, učinkuje od tega trenutka.`,
    accessedAt: 'Datum in ura dostopa',
  },

  cancelled: {
    title: 'Potrdilo o preklicu obvestila',
    subtitle: 'Potrdilo, ki učinkuje proti tretjim – preklic na zahtevo pošiljatelja',
    body: (at) =>
      `Potrjuje se, da je pošiljatelj dne ${at} zahteval preklic obvestila. Od takrat platforma ne opravlja več vročitev, priložena plačilna obvestila pa niso več povezana z obvestilom.`,
    requestedAt: 'Zahteva za preklic',
  },

  depositNotice: {
    title: 'Obvestilo o prejemu',
    subtitle: 'Organ je vložil dokumente, ki se nanašajo na vas',
    opening: (recipient) => `Pozdravljeni, ${recipient},`,
    body: (sender) =>
      `${sender} vam je poslal obvestilo. Dokumenti so na platformi SEND in jih lahko preberete kadar koli, ne da bi šli od doma in ne da bi čakali na poštarja.`,
    code: 'Oznaka obvestila (IUN)',
    qr: 'Odprite s telefonom',
    howTo: 'Kako preberete dokumente',
    steps: [
      'V osebno območje SEND vstopite s SPID ali z elektronsko osebno izkaznico (CIE).',
      'Poiščite obvestilo: najdete ga na seznamu ali z oznako IUN, ki je navedena zgoraj.',
      'Odprite obvestilo, preberite priložene dokumente in jih prenesite. Če je predvideno plačilo, lahko plačate na isti strani.',
    ],
    continues: 'Naslednja stran pojasnjuje, kaj sledi in kdo vam lahko pomaga.',
    moreTitle: 'Kaj morate vedeti',
    effectTitle: 'Kdaj obvestilo začne učinkovati',
    effect: [
      'Če obvestilo odprete, učinkuje v trenutku, ko do njega dostopate.',
      'Če ga ne odprete, začne vseeno učinkovati po preteku roka: sedem dni po vročitvi na digitalni naslov (petnajst, če ta ne uspe), deset dni po vročitvi priporočenega pisma ali po deponiranju na platformi.',
      'Roki za plačilo ali pritožbo tečejo od začetka učinkovanja: preverite roke v dokumentih.',
    ],
    delegateTitle: 'Če ne morete dostopati sami',
    delegateBody:
      'Pooblastite lahko osebo, ki ji zaupate: v osebnem območju ustvarite pooblastilo in ji sporočite kodo. Obvestila bo lahko prebrala in plačala namesto vas. Obrnete se lahko tudi na eno od pogodbenih prevzemnih mest s tem obvestilom in osebnim dokumentom.',
    contentTitle: 'Če imate vprašanja o vsebini',
    contentBody: (sender) =>
      `Za vprašanja o dokumentih ali znesku se obrnite na pošiljatelja (${sender}): platforma jih hrani in vroča, njihove vsebine pa ne pozna.`,
    contactsTitle: 'Kako prejmete naslednja obvestila',
    contactsBody:
      'Če med svojimi stiki navedete digitalni naslov, bodo naslednja obvestila prišla tja in ne na papirju: plačate manj in jih prejmete prej. Vključite lahko tudi opozorilo po e-pošti, SMS-u ali v aplikaciji IO.',
    simulated:
      'To obvestilo je za preskus ustvaril simulator: obvestilo ne obstaja, noben rok ne teče in ničesar ni treba plačati.',
  },
};
