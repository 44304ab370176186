import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: '../../../openapi/sender.yaml',
  output: 'generated/ours',
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', 'zod', { name: '@hey-api/sdk', validator: { response: 'zod' } }],
});
