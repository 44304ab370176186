import { type ListedScenario, listedByName, scenarioNamed } from '../scenario/list.js';
import type { Scenarios } from '../scenario/outcome.js';
import { ScenarioInvalid } from '../scenario/problem.js';
import { printSequence } from '../scenario/sequence/print.js';
import type { ScenarioRoom } from '../scenario/service.js';
import type { NotificationRoom } from '../send/notification/service.js';
import type { ControlRoute } from './call.js';
import { problems } from './problems.js';

interface ScenarioWorld {
  readonly scenarios: ScenarioRoom;
  readonly notifications: NotificationRoom;
}

type Run = ControlRoute<ScenarioWorld>['run'];

/** How many notifications were given a scenario, or came across an outcome, by name. */
const usesOf = (notifications: NotificationRoom): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  for (const { scenarios } of notifications.rows()) {
    for (const name of scenarios) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
};

const withUses = (listed: readonly ListedScenario[], notifications: NotificationRoom) => {
  const uses = usesOf(notifications);
  return listed.map((one) => ({ ...one, uses: uses.get(one.name) ?? 0 }));
};

/** Outcomes are found in any case of letters, as in an address. */
const named = (room: ScenarioRoom, name: string): ListedScenario => {
  const listed = room.list();
  const found = listedByName(listed, name);
  if (!found)
    throw problems.unknownScenario(
      name,
      listed.map((one) => one.name),
    );
  return found;
};

const list: Run = ({ sandbox }) => {
  const { scenarios, notifications } = sandbox.rooms;
  return { status: 200, body: { items: withUses(scenarios.list(), notifications) } };
};

/** What was made of the text; and of an outcome the text that an address may hold in its place. */
const meaningOf = (scenarios: Scenarios, { kind, name }: ListedScenario): Record<string, unknown> => {
  const outcome = scenarios.outcomes.get(name.toLowerCase());
  if (kind === 'outcome' && outcome) return { text: printSequence(outcome.sequence), plan: outcome.sequence };
  const { narrative, moral, plays } = scenarioNamed(scenarios, name)?.scenario ?? {};
  return { ...(narrative && { narrative }), ...(moral && { moral }), plan: plays };
};

const one: Run = ({ sandbox, params }) => {
  const { scenarios, notifications } = sandbox.rooms;
  const found = named(scenarios, String(params.name));
  const [row] = withUses([found], notifications);
  const text = found.kind === 'scenario' ? scenarios.textOf(found) : undefined;
  const meaning = meaningOf(scenarios.current(), found);
  return { status: 200, body: { ...row, ...meaning, ...(text === undefined ? {} : { text }) } };
};

const add: Run = async ({ sandbox, body }) => {
  const { scenarios, notifications } = sandbox.rooms;
  try {
    const name = await scenarios.add(typeof body === 'string' ? body : JSON.stringify(body));
    // A file of outcomes alone is no scenario: then its own name stands for what it brought.
    const listed = scenarios.list().filter((each) => each.name === name || each.source.startsWith('body:'));
    return { status: 201, body: { name, items: withUses(listed, notifications) } };
  } catch (error) {
    if (error instanceof ScenarioInvalid) throw problems.scenarioInvalid(error.problems);
    throw error;
  }
};

const remove: Run = ({ sandbox, params }) => {
  const { scenarios } = sandbox.rooms;
  const name = String(params.name);
  if (scenarios.remove(name)) return { status: 204 };
  throw problems.shippedScenario(named(scenarios, name).name);
};

/** What decides about the outside world: what came with the program, and what tests add at run time. */
export const scenarioRoutes = <World extends ScenarioWorld>(): readonly ControlRoute<World>[] => [
  { method: 'get', path: '/scenarios', run: list },
  { method: 'post', path: '/scenarios', run: add },
  { method: 'get', path: '/scenarios/:name', run: one },
  { method: 'delete', path: '/scenarios/:name', run: remove },
];
