import type PDFDocument from 'pdfkit';

/** The drawing surface; only its type is imported here, because the library is loaded when the first file is asked for. */
export type Pdf = InstanceType<typeof PDFDocument>;

/** A4 in points, with the area that a page's content may use. */
export const page = {
  width: 595.28,
  height: 841.89,
  left: 56,
  right: 539.28,
  contentWidth: 483.28,
  top: 106,
  /** Scans have no letterhead. */
  topOfScan: 58,
  bottom: 778,
} as const;

export const colours = {
  ink: '#17324d',
  /** Of codes that machines read. */
  dark: '#111111',
  text: '#1f2933',
  soft: '#5a6772',
  accent: '#0059b3',
  line: '#c9d1d9',
  tint: '#f2f6fa',
  warning: '#a4221a',
  warningTint: '#fdecea',
  /** Ball-point pen of whoever filled in a paper form. */
  pen: '#1f3f9a',
  postmark: '#3d3d46',
} as const;

export const fonts = {
  regular: 'Helvetica',
  bold: 'Helvetica-Bold',
  italic: 'Helvetica-Oblique',
  mono: 'Courier',
  typed: 'Courier-Bold',
  hand: 'Times-Italic',
} as const;

export type FontName = (typeof fonts)[keyof typeof fonts];
