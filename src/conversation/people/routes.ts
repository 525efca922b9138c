import { createRoute, z } from '@hono/zod-openapi';
import { type Clock, type Instant, iso, router, SECOND, storableText } from '../../platform/index.ts';
import { type Desk, type Entry, OUTCOMES } from './types.ts';

const object = z.record(z.string(), z.unknown());
const content = { 'application/json': { schema: object } };
const faults = {
  400: { description: 'Not of the expected form', content },
  404: { description: 'Nobody waits under the id', content },
  409: { description: 'In nobody’s hand, or done otherwise', content },
};
const answers = (description: string) => ({ 200: { description, content }, ...faults });
const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const params = z.object({ id: storableText });
export const agentName = storableText.trim().min(1, 'say who takes it').max(80, 'is too long for a name');

const list = createRoute({
  method: 'get',
  path: '/v1/queues',
  tags: ['queues'],
  summary: 'Who waits for a person, by reason, with the expected wait in minutes',
  responses: answers('The queues, and the agents who take from them'),
});
const take = createRoute({
  method: 'post',
  path: '/v1/queues/take',
  tags: ['queues'],
  summary: 'Takes the next of a reason, or of any: call backs whose time has come, then who waits longest',
  request: { body: body(z.object({ agent: agentName, reason: storableText.min(1).nullish() })) },
  responses: answers('The entry with all that was said, or null when nobody waits'),
});
const read = createRoute({
  method: 'get',
  path: '/v1/queues/entries/{id}',
  tags: ['queues'],
  summary: 'One who waits or waited, with the context of the dialogue',
  request: { params },
  responses: answers('The entry'),
});
const done = createRoute({
  method: 'post',
  path: '/v1/queues/entries/{id}/done',
  tags: ['queues'],
  summary: 'Ends what was taken, and records on its contact whether it was resolved',
  request: { params, body: body(z.object({ outcome: z.enum(OUTCOMES) })) },
  responses: answers('The entry'),
});
const putBack = createRoute({
  method: 'post',
  path: '/v1/queues/entries/{id}/put-back',
  tags: ['queues'],
  summary: 'Puts what was taken back to its place in the line',
  request: { params },
  responses: answers('The entry'),
});

/** `/v1/queues`, `/take`, `/entries/:id` with `/done` and `/put-back`. */
export function peopleRoutes({ people, clock }: { people: Desk; clock: Clock }) {
  const app = router();
  app.openapi(list, async (c) => {
    const { queues, agents } = await people.queues();
    const now = clock.now();
    return c.json(
      {
        queues: queues.map(({ longestSince, expectedWait, ...queue }) => ({
          ...queue,
          longestWaitSeconds: longestSince === null ? null : Math.round((now - longestSince) / SECOND),
          expectedWaitMinutes: expectedWait,
        })),
        agents: agents.map(({ name, serves, inHand }) => ({ name, serves, inHand: inHand.length })),
      },
      200,
    );
  });
  app.openapi(take, async (c) => {
    const { agent, reason } = c.req.valid('json');
    const entry = await people.take(reason ?? null, agent);
    return c.json({ entry: entry && present(entry) }, 200);
  });
  app.openapi(read, async (c) => c.json({ entry: present(await people.read(c.req.valid('param').id)) }, 200));
  app.openapi(done, async (c) => {
    const entry = await people.done(c.req.valid('param').id, c.req.valid('json').outcome);
    return c.json({ entry: present(entry) }, 200);
  });
  app.openapi(putBack, async (c) =>
    c.json({ entry: present(await people.putBack(c.req.valid('param').id)) }, 200),
  );
  return app;
}

function present({ bucket, callBackAt, joinedAt, takenAt, doneAt, leftAt, ...entry }: Entry) {
  const at = (instant: Instant | null) => (instant === null ? null : iso(instant));
  return {
    ...entry,
    callBackAt: at(callBackAt),
    joinedAt: iso(joinedAt),
    takenAt: at(takenAt),
    doneAt: at(doneAt),
    leftAt: at(leftAt),
  };
}
