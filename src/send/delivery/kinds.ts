import type { WorkflowKinds } from '../notification/workflow.js';
import { cancelKinds } from './cancel.js';
import { courtesyKinds } from './courtesy.js';
import { digitalEndKinds } from './digital-end.js';
import { digitalRoundKinds } from './digital-round.js';
import { letterKinds } from './letter.js';
import { letterEventKinds } from './letter-event.js';
import { letterTimeoutKinds } from './letter-timeout.js';
import { paperEndKinds } from './paper-end.js';
import { pecAnswerKinds } from './pec-answer.js';
import { pecSendKinds } from './pec-send.js';
import { refinementKinds } from './refinement.js';
import { reworkKinds } from './rework.js';
import { simpleLetterKinds } from './simple-letter.js';
import { startKinds } from './start.js';
import { viewKinds } from './view.js';

/** Every kind of work of the delivery, one small file per branch. */
export const deliveryKinds: WorkflowKinds = {
  ...startKinds,
  ...courtesyKinds,
  ...pecSendKinds,
  ...pecAnswerKinds,
  ...digitalRoundKinds,
  ...digitalEndKinds,
  ...simpleLetterKinds,
  ...letterKinds,
  ...letterEventKinds,
  ...letterTimeoutKinds,
  ...paperEndKinds,
  ...refinementKinds,
  ...reworkKinds,
  ...viewKinds,
  ...cancelKinds,
};
