import type { AdditionalLanguage } from '../../document.js';
import { frenchTexts } from './french.js';
import { germanTexts } from './german.js';
import type { DocumentTexts } from './italian.js';
import { italianTexts } from './italian.js';
import { slovenianTexts } from './slovenian.js';

const translations = { DE: germanTexts, FR: frenchTexts, SL: slovenianTexts };

/** The words of a second language. What the post prints stays Italian, and so does the mark of a simulation. */
export const textsIn = (language: AdditionalLanguage): DocumentTexts => ({
  ...italianTexts,
  ...translations[language],
});
