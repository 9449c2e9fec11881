import * as shape from "../shapes.ts";
import { administered, GithubError, list, notFound, repositoryOf, type Route, route } from "./call.ts";
import { activeRulesets, restParameters, sourceName } from "./rulesets.ts";

export const repositoryRoutes: readonly Route[] = [
  route("repos.list-for-org", "/orgs/{org}/repos", "metadata=read", (call) => ({
    list: {
      count: call.organisation.repositories.count,
      at: (index) => {
        const item = shape.repositoryItem(call.organisation, call.organisation.repositories.at(index));
        if (call.caller !== "member") return item;
        const { security_and_analysis: _hidden, ...shown } = item;
        return { ...shown, permissions: { admin: false, maintain: false, push: true, triage: true, pull: true } };
      },
    },
  })),
  route(
    "repos.get-branch-protection",
    "/repos/{owner}/{repo}/branches/{branch}/protection",
    "administration=read",
    (call) => {
      const repository = repositoryOf(call);
      if (call.caller === "member") return notFound();
      if (repository.empty || decodeURIComponent(call.segments["branch"] ?? "") !== repository.defaultBranch)
        throw new GithubError(404, "Branch not found");
      if (repository.protection === null) throw new GithubError(404, "Branch not protected");
      return { body: shape.protection(repository.protection) };
    },
  ),
  route("repos.get-branch-rules", "/repos/{owner}/{repo}/rules/branches/{branch}", "metadata=read", (call) =>
    list(
      activeRulesets(call.organisation, repositoryOf(call)).flatMap((ruleset) =>
        ruleset.rules.map(({ type, parameters }) => ({
          type: type.toLowerCase(),
          ruleset_source_type: ruleset.level,
          ruleset_source: sourceName(call.organisation, repositoryOf(call), ruleset),
          ruleset_id: ruleset.id,
          ...(parameters === undefined ? {} : { parameters: restParameters(type, parameters) }),
        })),
      ),
    ),
  ),
  route("repos.list-webhooks", "/repos/{owner}/{repo}/hooks", "repository_hooks=read", (call) => {
    const repository = repositoryOf(call);
    return administered(call, () =>
      list(
        repository.hooks.map((entry) => shape.webhook(`${call.organisation.login}/${repository.name}`, "repos", entry)),
      ),
    );
  }),
  route("repos.list-deploy-keys", "/repos/{owner}/{repo}/keys", "administration=read", (call) => {
    const repository = repositoryOf(call);
    return administered(call, () =>
      list(repository.keys.map((entry) => shape.deployKey(call.organisation, repository, entry))),
    );
  }),
  route("repos.list-environments", "/repos/{owner}/{repo}/environments", "actions=read", (call) => {
    const repository = repositoryOf(call);
    return list(
      repository.environments.map((entry) => shape.environment(call.organisation, repository, entry)),
      "environments",
    );
  }),
  route("actions.get-repo-permissions", "/repos/{owner}/{repo}/actions/permissions", "administration=read", (call) => {
    const repository = repositoryOf(call);
    return administered(call, () => ({ body: repository.actions }));
  }),
  route(
    "actions.get-repo-workflow-permissions",
    "/repos/{owner}/{repo}/actions/permissions/workflow",
    "administration=read",
    (call) => {
      const repository = repositoryOf(call);
      return administered(call, () => ({ body: repository.workflow }));
    },
  ),
  route(
    "code-scanning.get-default-setup",
    "/repos/{owner}/{repo}/code-scanning/default-setup",
    "administration=read",
    (call) => {
      const repository = repositoryOf(call);
      return administered(call, () => {
        if (repository.security?.["code_security"] === "disabled" && repository.visibility !== "public")
          throw new GithubError(403, "Code Security must be enabled for this repository to use code scanning.");
        return { body: repository.defaultSetup };
      });
    },
  ),
  route(
    "repos.get-private-vulnerability-reporting",
    "/repos/{owner}/{repo}/private-vulnerability-reporting",
    "metadata=read",
    (call) => ({
      body: { enabled: repositoryOf(call).privateReporting },
    }),
  ),
];
