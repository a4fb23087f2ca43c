// What axe finds on a page by WCAG 2.0 to 2.2, A and AA.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** On the whole page, or within what a selector finds. */
export async function findings(page: Page, within = 'html'): Promise<string[]> {
  // Evaluated, not added as a tag: the page's own policy allows no foreign script.
  await page.evaluate(AXE);
  const results = await page.evaluate(
    ([within, values]) => (window as unknown as { axe: typeof axe }).axe.run(within, { runOnly: { type: 'tag', values } }),
    [within, TAGS] as const,
  );
  return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`));
}
