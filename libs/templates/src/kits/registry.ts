import type { Rule } from '../design/design.types.js';
import type { Plan } from '../writing/plan.js';
import { bookingKit } from './booking/booking.kit.js';
import { calculatorKit } from './calculator/calculator.kit.js';
import { cartKit } from './cart/cart.kit.js';
import { commentKit } from './comment/comment.kit.js';
import { enquiryKit } from './enquiry/enquiry.kit.js';
import { enrolmentKit } from './enrolment/enrolment.kit.js';
import { favouriteKit } from './favourite/favourite.kit.js';
import { friendKit } from './friend/friend.kit.js';
import { gameKit } from './game/game.kit.js';
import { importKit } from './import/import.kit.js';
import { lifecycleKit } from './lifecycle/lifecycle.kit.js';
import { liveKit } from './live/live.kit.js';
import { loanKit } from './loan/loan.kit.js';
import { lookupKit } from './lookup/lookup.kit.js';
import { messageKit } from './message/message.kit.js';
import { noticeKit } from './notice/notice.kit.js';
import { paymentKit } from './payment/payment.kit.js';
import { pollKit } from './poll/poll.kit.js';
import { publishKit } from './publish/publish.kit.js';
import { quizKit } from './quiz/quiz.kit.js';
import { reportKit } from './report/report.kit.js';
import { reviewKit } from './review/review.kit.js';
import { sendingKit } from './sending/sending.kit.js';
import { shareKit } from './share/share.kit.js';
import { surveyKit } from './survey/survey.kit.js';
import { trackingKit } from './tracking/tracking.kit.js';
import { viewKit } from './view/view.kit.js';
import { Contributions, type Kit } from './kit.js';

/** Every kit; a rule whose kit is not here adds nothing. */
const KITS: Kit<never>[] = [
  lifecycleKit,
  viewKit,
  reportKit,
  lookupKit,
  bookingKit,
  enrolmentKit,
  reviewKit,
  commentKit,
  favouriteKit,
  cartKit,
  loanKit,
  enquiryKit,
  publishKit,
  trackingKit,
  paymentKit,
  noticeKit,
  messageKit,
  pollKit,
  calculatorKit,
  importKit,
  quizKit,
  gameKit,
  surveyKit,
  shareKit,
  friendKit,
  sendingKit,
  liveKit,
];

export const KIT_NAMES = KITS.map(({ name }) => name);

/** What the rules of a design add. */
export function contributionsOf(plan: Plan): Contributions {
  return new Contributions(
    plan.design.rules.flatMap((rule) => {
      const kit = KITS.find(({ name }) => name === rule.kit) as Kit<Rule> | undefined;
      return kit ? [kit.contribute(rule, plan)] : [];
    }),
  );
}
