/** Versions of sending and of the status check, oldest first. Source: pn-delivery docs/openapi/api-external-b2b-pa-bundle.yaml */
export const requestVersions = ['1', '2.1', '2.3', '2.4', '2.5', '2.6'] as const;

export type RequestVersion = (typeof requestVersions)[number];
