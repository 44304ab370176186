/**
 * The adapter of version 1 prints null where the contract wants the field absent, and so do we. What is left without the
 * nulls is held against the contract.
 */
export const asContractReads = (operationId: string, body: unknown): unknown =>
  operationId === 'consumeEventStream' && Array.isArray(body)
    ? body.map((event: object) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null)))
    : body;
