import { type Context, Hono } from 'hono';
import { CHANNELS, checkPlay, loadPlays, type Play, playSchema, savePlay } from '../../../outreach/index.ts';
import { ApiError } from '../../../platform/index.ts';
import { type ConsoleDeps, viewOf } from '../../deps.ts';
import { showPage, showPart } from '../../page.tsx';
import { isoOf } from '../durations.ts';
import { mustFindPlay } from '../find.ts';
import { Places } from './condition.tsx';
import { type Faults, faultsOfPlay, NO_FAULTS, type Place, placesOf } from './faults.ts';
import { spanWords } from './fields.tsx';
import { EditPage, NewPage } from './form-pages.tsx';
import { knownIn } from './known.ts';
import { definitionOf, NEW_PLAY, tidy, type Values, valuesOf } from './values.ts';

/** Writing a play: a new one, another version of one, and one that is pasted. */
export function playFormRoutes(deps: ConsoleDeps): Hono {
  const { db } = deps;
  const app = new Hono();

  const showNew = async (c: Context, values: Values, faults: Faults, pasted?: Pasted) => {
    const form = { values, faults };
    const status = wrong(faults) || pasted?.fault ? 400 : 200;
    return showPage(
      c,
      { view: viewOf(deps), title: 'New play', section: '/plays' },
      <NewPage form={form} known={await knownIn(db)} channels={CHANNELS} pasted={pasted ?? null} />,
      status,
    );
  };
  const showEdit = async (c: Context, play: Play, values: Values, faults: Faults) =>
    showPage(
      c,
      { view: viewOf(deps), title: `Edit ${play.name}`, section: '/plays' },
      <EditPage play={play} form={{ values, faults }} known={await knownIn(db)} channels={CHANNELS} />,
      wrong(faults) ? 400 : 200,
    );
  const placesIn = (definition: Record<string, unknown>): Promise<Place[]> => {
    const parts = playSchema.safeParse(definition).data ?? conditionOnly(definition);
    return parts ? checkPlay(db, parts).then(() => [], placesOf) : Promise.resolve([]);
  };
  /** The play as it would be stored, or what is wrong with it. */
  const judged = async (values: Values, definition: Record<string, unknown>) => {
    const parsed = playSchema.safeParse(definition);
    const fields = parsed.success ? {} : faultsOfPlay(parsed.error, values).fields;
    return { play: parsed.data ?? null, faults: { fields, places: await placesIn(definition) } };
  };
  const stored = async (
    play: NonNullable<Awaited<ReturnType<typeof judged>>['play']>,
  ): Promise<Faults | null> => {
    try {
      await savePlay(deps, play);
    } catch (error) {
      if (error instanceof ApiError) return { fields: { '': [error.message] }, places: [] };
      throw error;
    }
    deps.bell.ring('outreach');
    return null;
  };

  app.get('/plays/new', async (c) => {
    const from = c.req.query('from');
    if (!from) return showNew(c, NEW_PLAY, NO_FAULTS);
    const play = await mustFindPlay(db, from);
    return showNew(c, { ...valuesOf(play), id: '', name: `${play.name} (copy)` }, NO_FAULTS);
  });
  app.post('/plays/new', async (c) => {
    const { values, wants } = await readForm(c);
    if (wants !== 'save') return showNew(c, values, NO_FAULTS);
    const { play, faults } = await judged(values, definitionOf(values));
    if ((await loadPlays(db)).some((one) => one.id === values.id))
      faults.fields.id = [`there is a play ${values.id} already: edit that, or take another id`];
    if (!play || wrong(faults)) return showNew(c, values, faults);
    const refused = await stored(play);
    if (refused) return showNew(c, values, refused);
    return c.redirect(`/plays/${play.id}/backtest?done=created`, 303);
  });
  app.post('/plays/json', async (c) => {
    const text = String((await c.req.parseBody()).json ?? '');
    const read = readJson(text);
    if ('fault' in read) return showNew(c, NEW_PLAY, NO_FAULTS, { text, fault: read.fault });
    // What a whole play leaves out is as the schema has it, which is not what a new one begins with.
    const whole = playSchema.safeParse(read.definition).data;
    const values = whole ? valuesOf(whole) : { ...NEW_PLAY, ...valuesOf(read.definition) };
    const { faults } = await judged(values, read.definition);
    return showNew(c, values, faults, { text, fault: null });
  });
  app.get('/plays/:id/edit', async (c) => {
    const play = await mustFindPlay(db, c.req.param('id'));
    return showEdit(c, play, valuesOf(play), NO_FAULTS);
  });
  app.post('/plays/:id/edit', async (c) => {
    const before = await mustFindPlay(db, c.req.param('id'));
    const form = await readForm(c);
    const values: Values = { ...form.values, id: before.id };
    if (form.wants !== 'save') return showEdit(c, before, values, NO_FAULTS);
    const { play, faults } = await judged(values, definitionOf(values));
    if (values.base !== String(before.version)) {
      faults.fields[''] = [
        `Somebody saved version ${before.version} meanwhile. Save again to put this in its place`,
      ];
      values.base = String(before.version);
    }
    if (!play || wrong(faults)) return showEdit(c, before, values, faults);
    const refused = await stored(play);
    if (refused) return showEdit(c, before, values, refused);
    return c.redirect(`/plays/${play.id}?done=saved`, 303);
  });
  app.get('/plays/:id/play.json', async (c) => {
    const { version: _, status: __, ...definition } = await mustFindPlay(db, c.req.param('id'));
    c.header('Content-Disposition', `attachment; filename="${definition.id}.json"`);
    return c.body(`${JSON.stringify(definition, null, 2)}\n`, 200, { 'Content-Type': 'application/json' });
  });
  app.get('/fragments/plays/duration', (c) =>
    showPart(c, spanWords(isoOf(c.req.query(c.req.query('of') ?? '') ?? ''), c.req.query('place') === '1')),
  );
  app.post('/fragments/plays/condition', async (c) => {
    const { values } = await readForm(c);
    return showPart(c, <Places text={values.where ?? ''} places={await placesIn(definitionOf(values))} />);
  });
  return app;
}

export type Pasted = { text: string; fault: string | null };

function wrong({ fields, places }: Faults): boolean {
  return places.length > 0 || Object.keys(fields).length > 0;
}

/** What a condition is checked by, where the rest of the play is not whole yet. */
function conditionOnly({ where, trigger, reason }: Record<string, unknown>) {
  if (typeof where !== 'string') return null;
  const parsed = playSchema.shape.trigger.safeParse(trigger);
  return parsed.success ? { where, trigger: parsed.data, reason: String(reason ?? '') } : null;
}

/** The fields as they were sent, tidied, and what the button that sent them wants. */
async function readForm(c: Context): Promise<{ values: Values; wants: string }> {
  const sent = Object.entries(await c.req.parseBody()).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replaceAll('\0', '')] as const] : [],
  );
  const { do: wants = 'save', ...values } = Object.fromEntries(sent);
  const [what, more] = wants.split(':');
  const tidied = tidy(values);
  return { values: more ? { ...tidied, more } : tidied, wants: what ?? 'save' };
}

function readJson(text: string): { definition: Record<string, unknown> } | { fault: string } {
  try {
    const read: unknown = JSON.parse(text.replaceAll('\0', ''));
    if (typeof read === 'object' && read !== null && !Array.isArray(read))
      return { definition: read as Record<string, unknown> };
    return { fault: 'A play is an object: { "id": …, "trigger": … }' };
  } catch (error) {
    return { fault: `This is no JSON: ${(error as Error).message}` };
  }
}
