import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ConsoleStage } from './browser.js';

/** A phone, a laptop, a projector. */
const widths = [390, 1360, 1920] as const;
const themes = ['light', 'dark'] as const;

/**
 * Looks at a page on every screen and in both themes: nothing is wider than the screen, nothing serious for whoever reads with
 * other means, and a picture of each.
 * @param ready resolves when the page shows what it has to
 */
export const lookEverywhere = async (
  stage: ConsoleStage,
  name: string,
  address: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<void> => {
  const { page, picture, checkAxe } = await stage.open(address);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 500 ? 844 : 1080 });
      await ready(page);
      await picture(`${name}-${width}-${theme}`);
      const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(tooWide, `${name} at ${width}`).toBeLessThanOrEqual(0);
      // Colours are the theme's, structure is the width's.
      if (width === (theme === 'light' ? 390 : 1360)) await checkAxe();
    }
  }
};
