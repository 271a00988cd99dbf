import { BadInput, RateLimited, type Problem } from '@millwright/domain';
import type { FastifyReply } from 'fastify';
import { HTTP_STATUS } from '../graphql/error-table.js';

/** The status of a refusal by the one table, and when to come again. */
export function withStatus(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem instanceof RateLimited) reply.header('retry-after', problem.retryAfterS);
  return reply.code(HTTP_STATUS[problem.code]);
}

/** A refusal beside GraphQL, as JSON. */
export function refuseInJson(reply: FastifyReply, problem: Problem): FastifyReply {
  const { message: error, hint } = problem;
  return withStatus(reply, problem)
    .type('application/json')
    .send({ error, hint, ...(problem instanceof BadInput ? { fields: problem.fields } : {}) });
}
