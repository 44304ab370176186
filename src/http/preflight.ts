import type { RequestHandler } from 'express';

/**
 * Answer to the OPTIONS call with which a browser asks before it calls from another origin: every published path has one,
 * without key. unsure: its headers, which come from the service behind the gateway.
 *
 * Source: pn-delivery docs/openapi/aws/api-delivery-B2B-aws.yaml
 */
export const preflight =
  (methods: readonly string[]): RequestHandler =>
  (req, res) => {
    const allowed = [...methods, 'OPTIONS'];
    res.set({
      allow: allowed.join(','),
      'access-control-allow-origin': '*',
      'access-control-allow-methods': allowed.join(', '),
      'access-control-allow-headers': req.get('access-control-request-headers') ?? '*',
    });
    res.status(200).end();
  };
