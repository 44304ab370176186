import { type Control, createControl, part, type Way } from './control.js';
import { type EventOptions, followEvents, type SimulatorEvent } from './events.js';
import type {
  Acted,
  AddedScenario,
  AgendaItem,
  ClockPace,
  ClockState,
  Condition,
  Expectation,
  Fault,
  FaultSpec,
  JournalPage,
  Kept,
  ListedNotification,
  ListedScenario,
  Moved,
  Page,
  Reset,
  Restored,
  ShownNotification,
  ShownScenario,
  Snapshot,
} from './shapes.js';

/** The clock of a sandbox. Every move answers after all work that came due, each item at its own instant. */
export interface ClockControl {
  /** The virtual instant, ISO 8601. */
  now(): Promise<string>;
  state(): Promise<ClockState>;
  /** @param by a duration: `7d`, `PT36H` */
  advance(by: string): Promise<Moved>;
  /** @param instant ISO 8601, or a date; forward only */
  to(instant: string | Date): Promise<Moved>;
  /** To the next item of work about a notification, or the n-th. */
  next(count?: number): Promise<Moved>;
  /**
   * Until the condition holds; one that holds already moves nothing.
   * @throws SimulatorError `SIM_CLOCK_CONDITION_NOT_MET`, with what did happen in `problem`
   */
  until(condition: Condition, options?: { readonly max?: string }): Promise<Moved>;
  set(pace: ClockPace): Promise<ClockState>;
  pause(): Promise<ClockState>;
  resume(): Promise<ClockState>;
  /** What is planned, the next first, and why. */
  agenda(options?: { readonly iun?: string; readonly limit?: number }): Promise<readonly AgendaItem[]>;
}

export interface ScenarioControl {
  /** @param scenario YAML, or the same as an object. @throws SimulatorError `SIM_SCENARIO_INVALID` with all places */
  add(scenario: string | object): Promise<AddedScenario>;
  remove(name: string): Promise<void>;
  list(): Promise<readonly ListedScenario[]>;
  get(name: string): Promise<ShownScenario>;
}

export interface FaultControl {
  /** Acts once, unless `times` says otherwise. */
  add(fault: FaultSpec): Promise<Fault>;
  list(): Promise<readonly Fault[]>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** What the client did. */
export interface JournalControl {
  /** Oldest first. @param query `since` is the id of an entry, such as the header `x-send-sim-trace` has */
  find(query?: {
    readonly operation?: string;
    readonly iun?: string;
    readonly status?: number;
    readonly since?: string;
    readonly limit?: number;
    readonly cursor?: string;
  }): Promise<JournalPage>;
}

/** Notifications by IUN or request id, refused ones too; and what recipients do with them. */
export interface NotificationControl {
  list(query?: {
    readonly status?: string;
    readonly senderTaxId?: string;
    readonly q?: string;
    readonly limit?: number;
    readonly cursor?: string;
  }): Promise<Page<ListedNotification>>;
  get(id: string): Promise<ShownNotification>;
  view(
    id: string,
    how?: {
      readonly recIndex?: number;
      readonly delegate?: { readonly taxId: string; readonly denomination?: string };
      readonly via?: 'web' | 'io';
    },
  ): Promise<Acted>;
  pay(
    id: string,
    how?: { readonly recIndex?: number; readonly paymentIndex?: number; readonly amount?: number },
  ): Promise<Acted>;
  /** Fetched at a RADD desk. */
  radd(id: string, how?: { readonly recIndex?: number }): Promise<Acted>;
}

/** One sandbox under control: the same calls as `/_sim`, typed. */
export interface World {
  readonly clock: ClockControl;
  readonly scenarios: ScenarioControl;
  readonly faults: FaultControl;
  readonly journal: JournalControl;
  readonly notifications: NotificationControl;
  /** Any other call of `/_sim` for this sandbox, such as `control('PUT', '/recipients/LRTFNC80A01F205B', { body })`. */
  readonly control: Control;
  /**
   * Waits in real time, or moves the clock with `advance`.
   * @throws SimulatorError `SIM_WAIT_TIMEOUT`
   */
  wait(
    until: Condition,
    options?: { readonly timeoutMs?: number; readonly advance?: boolean },
  ): Promise<{ readonly matched: true; readonly now: string }>;
  /**
   * Whether the client called what it should have.
   * @throws SimulatorError `SIM_VERIFICATION_FAILED`, with the nearest calls in its message
   */
  verify(...expected: readonly Expectation[]): Promise<void>;
  /** What happens from now on, for `for await`. */
  events(options?: EventOptions): Promise<AsyncIterable<SimulatorEvent>>;
  /** The whole sandbox as one JSON value, for a file or another simulator. */
  snapshot(): Promise<Snapshot>;
  /** Makes the sandbox what the snapshot says, keys and clock included, all or nothing. */
  restore(snapshot: Snapshot): Promise<Restored>;
  /** Back to the beginning, clock and ids included; `senders` stay unless said otherwise. */
  reset(options?: { readonly keep?: readonly Kept[] }): Promise<Reset>;
}

export const createWorld = (way: Way, sandbox: string): World => {
  const control = createControl(way, sandbox);
  const advance = (body: object): Promise<Moved> => control('POST', '/clock/advance', { body });
  const act = (id: string, deed: string, body: object = {}): Promise<Acted> =>
    control('POST', `/notifications/${part(id)}/${deed}`, { body });
  const state = (): Promise<ClockState> => control('GET', '/clock');
  const itemsOf = async <Item>(path: string, query = {}): Promise<readonly Item[]> =>
    (await control<Page<Item>>('GET', path, { query })).items;

  return {
    control,
    clock: {
      state,
      now: async () => (await state()).now,
      advance: (by) => advance({ by }),
      to: (instant) => advance({ to: typeof instant === 'string' ? instant : instant.toISOString() }),
      next: (count = 1) => advance({ next: count }),
      until: (until, options) => advance({ until, ...options }),
      set: (body) => control('PUT', '/clock', { body }),
      pause: () => control('POST', '/clock/pause'),
      resume: () => control('POST', '/clock/resume'),
      agenda: (query) => itemsOf('/clock/agenda', query),
    },
    scenarios: {
      add: (body) => control('POST', '/scenarios', { body }),
      remove: (name) => control('DELETE', `/scenarios/${part(name)}`),
      list: () => itemsOf('/scenarios'),
      get: (name) => control('GET', `/scenarios/${part(name)}`),
    },
    faults: {
      add: (body) => control('POST', '/faults', { body }),
      list: () => itemsOf('/faults'),
      remove: (id) => control('DELETE', `/faults/${part(id)}`),
      clear: () => control('DELETE', '/faults'),
    },
    journal: { find: (query = {}) => control('GET', '/journal', { query }) },
    notifications: {
      list: (query = {}) => control('GET', '/notifications', { query }),
      get: (id) => control('GET', `/notifications/${part(id)}`),
      view: (id, how) => act(id, 'view', how),
      pay: (id, how) => act(id, 'pay', how),
      radd: (id, how) => act(id, 'radd', how),
    },
    wait: (until, options) => control('POST', '/wait', { body: { until, ...options } }),
    verify: async (...expected) => {
      await control('POST', '/verify', { body: { expect: expected } });
    },
    events: (options) => followEvents(way, sandbox, options),
    snapshot: () => control('GET', '/snapshot'),
    restore: (body) => control('POST', '/snapshot', { body }),
    reset: (body = {}) => control('POST', '/reset', { body }),
  };
};
