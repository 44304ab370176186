// `node scripts/demo-acts.mjs`: draws the two acts that `send-simulator demo` sends, and the payment forms with them, into
// scenarios/demo; everything in them is invented. Their bytes change only where something here changed.
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';

const left = 62;
const width = 595.28 - 2 * left;
const right = left + width;
const colours = {
  ink: '#1d2733',
  soft: '#5d6875',
  rule: '#c8cfd6',
  tint: '#f3f1ec',
  accent: '#7a1f2b',
  mark: '#a4221a',
};
const mark = 'SIMULAZIONE – senza valore legale';

const euro = (cents) =>
  `${(cents / 100).toLocaleString('it-IT', { minimumFractionDigits: 2, useGrouping: 'always' })} €`;

/** Coat of arms of a town that does not exist: a tower on a shield. */
const drawArms = (pdf, x, y) => {
  pdf.path(`M ${x} ${y} h 36 v 22 c 0 13 -10 19 -18 23 c -8 -4 -18 -10 -18 -23 z`).fill(colours.accent);
  pdf.path(`M ${x + 9} ${y + 35} v -22 h 4 v 4 h 3 v -4 h 4 v 4 h 3 v -4 h 4 v 22 z`).fill('#ffffff');
  pdf.path(`M ${x + 15} ${y + 35} v -8 a 3 3 0 0 1 6 0 v 8 z`).fill(colours.accent);
};

const drawFrame = (pdf, act) => {
  pdf.save();
  pdf.rotate(-52, { origin: [297.64, 440] });
  pdf.font('Helvetica-Bold', 40).fillColor('#000000').fillOpacity(0.05);
  pdf.text(mark, -152, 420, { width: 900, align: 'center', lineBreak: false });
  pdf.restore();

  drawArms(pdf, left, 48);
  pdf
    .font('Times-Bold', 21)
    .fillColor(colours.ink)
    .text('Comune di Esempio', left + 52, 49, { lineBreak: false });
  pdf.font('Helvetica', 9).fillColor(colours.soft);
  pdf.text(`${act.office} · Piazza dell’Esempio 1 · C.F. 12345678903`, left + 52, 76, { lineBreak: false });
  pdf.moveTo(left, 106).lineTo(right, 106).lineWidth(1.4).stroke(colours.accent);

  pdf.moveTo(left, 786).lineTo(right, 786).lineWidth(0.6).stroke(colours.rule);
  pdf.font('Helvetica-Bold', 8).fillColor(colours.mark).text(mark, left, 795, { width, lineBreak: false });
  pdf.font('Helvetica', 8).fillColor(colours.soft);
  pdf.text('Atto di fantasia per le prove di invio: ente, persona, importi e dati sono inventati.', left, 807, {
    width,
    lineBreak: false,
  });
  pdf.text('Pagina 1 di 1', left, 795, { width, align: 'right', lineBreak: false });
};

const paragraph = (pdf, text, gap = 0.8) => {
  pdf.font('Helvetica', 10).fillColor(colours.ink).text(text, left, pdf.y, { width, align: 'justify', lineGap: 2.6 });
  pdf.moveDown(gap);
};

const heading = (pdf, text) => {
  pdf.moveDown(0.2);
  pdf.font('Helvetica-Bold', 10.5).fillColor(colours.accent).text(text, left, pdf.y, { width });
  pdf.moveDown(0.45);
};

/** Amounts below each other; the last row is their sum. */
const drawAmounts = (pdf, rows) => {
  const total = rows.reduce((sum, [, cents]) => sum + cents, 0);
  const all = [...rows, ['Totale da versare', total]];
  let { y } = pdf;
  all.forEach(([label, cents], i) => {
    const isTotal = i === all.length - 1;
    if (isTotal) pdf.rect(left, y, width, 22).fill(colours.tint);
    pdf.font(isTotal ? 'Helvetica-Bold' : 'Helvetica', 10).fillColor(colours.ink);
    pdf.text(label, left + 8, y + 6.5, { lineBreak: false });
    pdf.text(euro(cents), left, y + 6.5, { width: width - 8, align: 'right', lineBreak: false });
    y += 22;
    pdf.moveTo(left, y).lineTo(right, y).lineWidth(0.6).stroke(colours.rule);
  });
  pdf.y = y + 12;
};

const drawAct = async (act) => {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 0, bottom: 0, left, right: left },
    info: {
      Title: act.title,
      Author: 'Comune di Esempio',
      Subject: mark,
      Creator: 'send-simulator',
      Producer: 'send-simulator',
      // The id of a PDF follows from its information, this date included.
      CreationDate: new Date('2026-03-02T08:00:00Z'),
    },
    lang: 'it-IT',
  });
  const written = finished(pdf.pipe(createWriteStream(new URL(`../scenarios/demo/${act.file}`, import.meta.url))));
  drawFrame(pdf, act);

  pdf.font('Helvetica', 9.5).fillColor(colours.ink);
  pdf.text(`Prot. n. ${act.protocol}`, left, 126, { lineBreak: false });
  pdf.text('Esempio, 2 marzo 2026', left, 142, { lineBreak: false });
  pdf.text('Gentile\nLoretta Franco\nC.F. LRTFNC80A01F205B', left + 290, 126, { width: width - 290, lineGap: 2.6 });

  pdf.font('Times-Bold', 19).text(act.title, left, 192, { width });
  pdf
    .font('Helvetica', 10)
    .fillColor(colours.soft)
    .text(act.subtitle, left, pdf.y + 2, { width });
  pdf.moveDown(1.2);

  for (const text of act.reasons) paragraph(pdf, text);
  heading(pdf, act.amountsTitle);
  drawAmounts(pdf, act.amounts);
  for (const [title, text] of act.terms) {
    heading(pdf, title);
    paragraph(pdf, text, 0.5);
  }

  pdf.font('Helvetica', 10).fillColor(colours.ink);
  pdf.text(act.signer, left + 250, pdf.y + 14, { width: width - 250, align: 'center', lineGap: 2 });
  pdf.end();
  await written;
};

await drawAct({
  file: 'avviso-di-accertamento.pdf',
  office: 'Settore Tributi',
  protocol: '2026/0004172',
  title: 'Avviso di accertamento',
  subtitle: 'Imposta municipale propria (IMU), anno d’imposta 2022 – atto n. 417 del 2 marzo 2026',
  reasons: [
    'Dal confronto tra i versamenti eseguiti per l’anno 2022 e i dati dell’immobile di Via dell’Esempio 12 (foglio 0, ' +
      'particella 0, subalterno 0; categoria A/3) risulta che l’imposta è stata versata solo in parte: a fronte di ' +
      '1.128,00 € dovuti ne sono stati versati 564,00 €. Il saldo, che scadeva il 16 dicembre 2022, manca.',
    'Con il presente atto il Comune accerta la differenza d’imposta e irroga la sanzione per parziale versamento, ' +
      'secondo il prospetto che segue.',
  ],
  amountsTitle: 'Prospetto delle somme',
  amounts: [
    ['Differenza d’imposta', 56_400],
    ['Sanzione per parziale versamento (30%)', 16_920],
    ['Interessi al saggio legale', 3_148],
  ],
  terms: [
    [
      'Come pagare',
      'Con l’avviso pagoPA che accompagna la notifica. All’importo si aggiungono le spese di notifica, che l’avviso ' +
        'aggiornato comprende al momento del pagamento.',
    ],
    [
      'Entro quando',
      'Entro 60 giorni dal perfezionamento della notifica. Chi paga entro lo stesso termine senza proporre ricorso versa ' +
        'la sanzione ridotta a un terzo.',
    ],
    [
      'Come opporsi',
      'Si può chiedere il riesame all’ufficio che ha emesso l’atto oppure, entro 60 giorni dal perfezionamento della ' +
        'notifica, proporre ricorso alla Corte di giustizia tributaria di primo grado.',
    ],
  ],
  signer: 'La funzionaria responsabile del tributo\nGiulia Esempi',
});

await drawAct({
  file: 'provvedimento.pdf',
  office: 'Settore Istruzione',
  protocol: '2026/0004188',
  title: 'Provvedimento di recupero',
  subtitle: 'Contributo per il trasporto scolastico, anno 2024/2025 – determinazione n. 88 del 2 marzo 2026',
  reasons: [
    'Con domanda del 9 settembre 2024 è stato chiesto il contributo per il trasporto scolastico, liquidato in due rate il ' +
      '15 novembre 2024 e il 14 febbraio 2025. Dalla verifica delle presenze risulta che il servizio non è stato ' +
      'utilizzato dal 1° febbraio 2025: la seconda rata non spettava.',
    'Il responsabile del settore, vista la comunicazione di avvio del procedimento rimasta senza riscontro, dispone il ' +
      'recupero della somma erogata e non dovuta.',
  ],
  amountsTitle: 'Somme da restituire',
  amounts: [
    ['Seconda rata del contributo', 18_000],
    ['Interessi al saggio legale', 372],
  ],
  terms: [
    [
      'Come pagare',
      'Con l’avviso pagoPA che accompagna la notifica, in un’unica soluzione o, su richiesta, in tre rate mensili. ' +
        'All’importo si aggiungono le spese di notifica.',
    ],
    ['Entro quando', 'Entro 30 giorni dal perfezionamento della notifica.'],
    [
      'Come opporsi',
      'Contro il provvedimento si può presentare ricorso al Tribunale amministrativo regionale entro 60 giorni dal ' +
        'perfezionamento della notifica, oppure ricorso straordinario al Presidente della Repubblica entro 120 giorni.',
    ],
  ],
  signer: 'Il responsabile del settore\nPaolo Inventati',
});

const drawPaymentForm = ({ act, ...own }) =>
  drawAct({
    ...own,
    title: 'Modulo di pagamento',
    subtitle: `Avviso pagoPA che accompagna ${act}`,
    reasons: [
      'Il numero dell’avviso è quello che la notifica riporta. L’importo è aggiornato al momento del pagamento: vi si ' +
        'aggiungono le spese di notifica.',
    ],
    amountsTitle: 'Importo alla data di emissione',
    terms: [['Dove pagare', 'Con qualunque canale che aderisce a pagoPA, anche dall’app IO o dal sito di SEND.']],
  });

await drawPaymentForm({
  file: 'modulo-di-pagamento-imu.pdf',
  office: 'Settore Tributi',
  protocol: '2026/0004172',
  act: 'l’avviso di accertamento n. 417 del 2 marzo 2026',
  amounts: [['IMU 2022: imposta, sanzione, interessi', 76_468]],
  signer: 'La funzionaria responsabile del tributo\nGiulia Esempi',
});

await drawPaymentForm({
  file: 'modulo-di-pagamento-trasporto.pdf',
  office: 'Settore Istruzione',
  protocol: '2026/0004188',
  act: 'la determinazione n. 88 del 2 marzo 2026',
  amounts: [['Contributo per il trasporto scolastico', 18_372]],
  signer: 'Il responsabile del settore\nPaolo Inventati',
});
