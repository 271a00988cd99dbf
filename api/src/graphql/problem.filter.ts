import { Problem } from '@millwright/domain';
import { Catch, type ExceptionFilter } from '@nestjs/common';

/** An expected refusal is an answer and no incident: it goes to the error table without a line in the log. */
@Catch(Problem)
export class ProblemFilter implements ExceptionFilter {
  catch(problem: Problem): Problem {
    return problem;
  }
}
