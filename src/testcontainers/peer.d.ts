/**
 * What we use of the peer `testcontainers`, which only those install who start containers with it: about 140 packages, too
 * many for everybody who builds this. `npm run test:package` compiles our declarations against its real ones.
 */
declare module 'testcontainers' {
  export interface WaitStrategy {
    forStatusCode(status: number): WaitStrategy;
  }
  export const Wait: { forHttp(path: string, port: number): WaitStrategy };

  export interface StartedTestContainer {
    getHost(): string;
    getMappedPort(port: number): number;
  }
  export class GenericContainer {
    constructor(image: string);
    protected environment: Record<string, string>;
    withExposedPorts(...ports: number[]): this;
    withEnvironment(environment: Record<string, string>): this;
    withWaitStrategy(strategy: WaitStrategy): this;
    start(): Promise<StartedTestContainer>;
  }
  export class AbstractStartedContainer {
    constructor(started: StartedTestContainer);
    getHost(): string;
    getMappedPort(port: number): number;
  }
}
