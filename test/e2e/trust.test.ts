import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { howToTrust } from '../../src/cli/trust.js';
import { type Simulator, startSimulator } from '../../src/index.js';
import { temporaryFolder } from './support/cli.js';

/** Clients that a reader writes: each prints what health says. */
const clients = (url: string) => ({
  'your-client.js': `fetch('${url}').then((answer) => answer.text()).then(console.log);\n`,
  'your-client.py': `import urllib.request\nprint(urllib.request.urlopen('${url}').read().decode())\n`,
  'Client.java': `import java.net.URI;
import java.net.http.*;

class Client {
  public static void main(String[] arguments) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("${url}")).build();
    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
`,
});

const isHere = (...commands: readonly string[]): boolean =>
  process.platform !== 'win32' && commands.every((name) => spawnSync(name, ['--version']).error === undefined);

// The commands are taken out of what is printed, and typed into a shell as they are. Those for .NET were never run.
describe('what is told about trusting the local authority', () => {
  const folder = temporaryFolder();
  let simulator: Simulator;
  let told: string;

  beforeAll(async () => {
    // A blank in the path: most homes of Windows and macOS have one somewhere.
    simulator = await startSimulator({ tls: true, tlsFolder: folder.at('my tls') });
    const { authority = '', https = '' } = simulator;
    told = howToTrust(authority, https).en;
    for (const [name, text] of Object.entries(clients(`${https}/_sim/health`))) writeFileSync(folder.at(name), text);
  });

  afterAll(async () => {
    await simulator.stop();
    folder.remove();
  });

  /** The commands under one heading. */
  const commandsOf = (client: string): string => {
    const [, first = '', more = ''] = new RegExp(`^ {2}${client} +(.*)((?:\\n {10}.*)*)`, 'm').exec(told) ?? [];
    return `${first}${more}`;
  };

  /** Nothing of this machine is trusted beside, and no proxy is in between. */
  const typed = async (commands: string): Promise<string> => {
    const env = { PATH: process.env.PATH, HOME: folder.path };
    return (await promisify(execFile)('sh', ['-euc', commands], { cwd: folder.path, env })).stdout;
  };

  it.skipIf(!isHere('curl'))('works with curl, which trusts nobody of ours otherwise', async () => {
    expect(await typed(commandsOf('curl'))).toContain('"status":"ready"');
    await expect(typed(commandsOf('curl').replace(/--cacert "[^"]+"/, ''))).rejects.toThrow('certificate');
  });

  it('works with Node', async () => {
    expect(await typed(commandsOf('Node'))).toContain('"status":"ready"');
  });

  it.skipIf(!isHere('python3'))('works with Python', async () => {
    expect(await typed(commandsOf('Python'))).toContain('"status":"ready"');
  });

  it.skipIf(!isHere('java', 'keytool'))('works with Java', async () => {
    expect(await typed(commandsOf('Java').replace('…', 'Client.java'))).toContain('"status":"ready"');
  });
});
