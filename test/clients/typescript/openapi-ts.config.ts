import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: '../../../openapi/sender.yaml',
  output: 'generated',
  plugins: [
    '@hey-api/client-fetch',
    '@hey-api/typescript',
    // An instant may name its offset, as the price does; the generator takes only Z unless told.
    { name: 'zod', dates: { offset: true } },
    // Every answer is checked at run time against the schema that was made from the contract.
    { name: '@hey-api/sdk', validator: { response: 'zod' } },
  ],
});
