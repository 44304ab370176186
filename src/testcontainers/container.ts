import { AbstractStartedContainer, GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { connectSimulator, type SimulatorClient } from '../index.js';

const port = 7363;
/** Of the default sandbox; in a container it would be a random one. */
const usualKey = '5e5d0000-0000-4000-8000-000000000001';

/**
 * The simulator as a container of Testcontainers, on a clock that stands still: `await new SendSimulatorContainer(image).start()`.
 * Other settings go into `withEnvironment({ SEND_SIM_CLOCK: 'auto' })`, scenarios of your own by
 * `withCopyDirectoriesToContainer` and `SEND_SIM_SCENARIOS`.
 */
export class SendSimulatorContainer extends GenericContainer {
  /** @param image yours, from `docker build -t send-simulator .` */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(port)
      .withEnvironment({ SEND_SIM_CLOCK: 'manual', SEND_SIM_API_KEY: usualKey })
      .withWaitStrategy(Wait.forHttp('/_sim/health', port).forStatusCode(200));
  }

  override async start(): Promise<StartedSendSimulatorContainer> {
    const { SEND_SIM_API_KEY: apiKey = usualKey, SEND_SIM_CONTROL_TOKEN: token } = this.environment;
    return new StartedSendSimulatorContainer(await super.start(), apiKey, token);
  }
}

export class StartedSendSimulatorContainer extends AbstractStartedContainer {
  constructor(
    started: StartedTestContainer,
    /** Key of the default sandbox. */
    readonly apiKey: string,
    private readonly token: string | undefined,
  ) {
    super(started);
  }

  /** Base address for the client under test; links in answers follow it. */
  get url(): string {
    return `http://${this.getHost()}:${this.getMappedPort(port)}`;
  }

  /** What `startSimulator` gives, for the simulator in the container: its clock, faults, journal, a sandbox for each test. */
  client(): Promise<SimulatorClient> {
    return connectSimulator({ url: this.url, ...(this.token === undefined ? {} : { token: this.token }) });
  }
}
