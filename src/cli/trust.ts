import type { Said } from '../text/said.js';

/**
 * How clients come to trust the local authority.
 * @param authority file of its certificate
 * @param url https address of the simulator
 */
export const howToTrust = (authority: string, url: string): Said => {
  const file = /\s/.test(authority) ? `"${authority}"` : authority;
  const commands = [
    `  curl    curl --cacert ${file} ${url}/_sim/health`,
    `  Node    NODE_EXTRA_CA_CERTS=${file} node your-client.js`,
    `  Python  SSL_CERT_FILE=${file} python3 your-client.py`,
    `  Java    keytool -importcert -noprompt -alias send-simulator -file ${file} -keystore trust.p12 -storepass changeit`,
    '          java -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit …',
    `  .NET    Windows: certutil -user -addstore Root ${file}`,
    `          macOS: security add-trusted-cert -k ~/Library/Keychains/login.keychain-db ${file}`,
    `          Linux: cp ${file} /usr/local/share/ca-certificates/send-simulator.crt && update-ca-certificates`,
  ].join('\n');
  return {
    it: `L’autorità locale è ${authority}. Perché un programma si fidi:\n${commands}`,
    en: `The local authority is ${authority}. To let a program trust it:\n${commands}`,
  };
};
