/**
 * Documents in `openapi/`, without their ending, whose operations the gateway serves, the foremost first. What two of them
 * have in common (operationId, or method and path) is served as the earlier one says: the sender's `status` is the
 * downtime's. A document that is not named here, as that of our own API, serves to check answers only.
 */
export const servedDocuments: readonly string[] = ['sender', 'groups', 'downtime', 'downtime-internal'];
