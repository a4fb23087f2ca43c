// Server, document, types in one chain: `generated.ts` is what `npm run types` makes of the
// document now, and the lists the screens walk through have the members the document names.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import { ENDINGS, MARKS, MILESTONES, PROGRESSES, RELATIONS, SOURCES, STATES, UNIT_STATUSES } from '../src/api/types';

const snapshot = join(import.meta.dirname, '../../formats/openapi.json');
const there = existsSync(snapshot);
if (!there) console.warn('formats/openapi.json is not there yet, so the generated types are not compared with it.');

interface Document {
  components: { schemas: Record<string, { enum?: string[] }> };
}

describe.skipIf(!there)('the document of the server', () => {
  const document = there ? (JSON.parse(readFileSync(snapshot, 'utf8')) as Document) : { components: { schemas: {} } };

  it('gives the types that are committed; if not, npm run types', async () => {
    const made = COMMENT_HEADER + astToString(await openapiTS(readFileSync(snapshot, 'utf8')));
    expect(readFileSync(join(import.meta.dirname, '../src/api/generated.ts'), 'utf8')).toBe(made);
  });

  it.each(Object.entries({
    UnitStatus: UNIT_STATUSES,
    ProgressName: PROGRESSES,
    MilestoneName: MILESTONES,
    MarkName: MARKS,
    RelationName: RELATIONS,
    SourceName: SOURCES,
    EndingName: ENDINGS,
    IncidentState: STATES,
  }))('names the members of %s', (name, members) => {
    expect([...members].sort()).toEqual([...(document.components.schemas[name]?.enum ?? [])].sort());
  });
});
