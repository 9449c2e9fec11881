import type { Settings } from "../model.ts";
import { API } from "./addresses.ts";
import { user } from "./people.ts";

export function protection(rule: Settings): Settings {
  const on = (enabled: unknown): Settings => ({ enabled: enabled === true });
  return {
    url: `${API}/protection`,
    enforce_admins: { url: `${API}/protection/enforce_admins`, enabled: rule["isAdminEnforced"] === true },
    ...(rule["requiresApprovingReviews"] === true
      ? {
          required_pull_request_reviews: {
            url: `${API}/protection/required_pull_request_reviews`,
            dismiss_stale_reviews: rule["dismissesStaleReviews"],
            require_code_owner_reviews: rule["requiresCodeOwnerReviews"],
            require_last_push_approval: rule["requireLastPushApproval"],
            required_approving_review_count: rule["requiredApprovingReviewCount"],
            ...bypassAllowances(rule["bypassPullRequestAllowances"]),
          },
        }
      : {}),
    ...(rule["requiresStatusChecks"] === true
      ? {
          required_status_checks: {
            url: `${API}/protection/required_status_checks`,
            strict: rule["requiresStrictStatusChecks"],
            contexts: rule["requiredStatusCheckContexts"],
            contexts_url: `${API}/protection/required_status_checks/contexts`,
            checks: [],
          },
        }
      : {}),
    required_linear_history: on(rule["requiresLinearHistory"]),
    allow_force_pushes: on(rule["allowsForcePushes"]),
    allow_deletions: on(rule["allowsDeletions"]),
    required_conversation_resolution: on(rule["requiresConversationResolution"]),
    required_signatures: {
      url: `${API}/protection/required_signatures`,
      enabled: rule["requiresCommitSignatures"] === true,
    },
  };
}

/** As many people as GraphQL counts; left out when there are none, as GitHub does. */
function bypassAllowances(connection: unknown): Settings {
  const count = Number((connection as { readonly totalCount?: number } | undefined)?.totalCount ?? 0);
  if (count === 0) return {};
  const users = Array.from({ length: count }, (_, index) => user(`former-employee-${index + 1}`));
  return { bypass_pull_request_allowances: { users, teams: [], apps: [] } };
}
