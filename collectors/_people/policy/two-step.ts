import { fail, known, pass, undetermined, type Judgement, type ReadView } from "#sdk";
import { signInElsewhere } from "./administrators.ts";
import type { DirectoryUser } from "./directory.ts";

/**
 * The second step of an administrator's account in the directory. A super administrator can always sign in at Google; whether
 * the others do is not certain while single sign-on at another provider is assigned to somebody.
 */
export function judgeTwoStep(
  what: string,
  user: DirectoryUser,
  assignments: ReadView<{ readonly name: string; readonly ssoMode?: string | undefined }>,
): Judgement {
  const observed = `${what}; ${user.primaryEmail}`;
  if (known(user.isEnrolledIn2Sv, `isEnrolledIn2Sv of ${user.primaryEmail}`))
    return pass(`${observed}: enrolled in 2-step verification`);
  if (user.isAdmin !== true && signInElsewhere(assignments))
    return undetermined(
      "no-population",
      `${observed}: not enrolled in 2-step verification, and may sign in at another identity provider`,
    );
  return fail(`${observed}: not enrolled in 2-step verification`);
}
