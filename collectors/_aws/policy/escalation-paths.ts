/** What a needed action must reach for the path to lead anywhere. */
export type Target =
  /** The acting user, role, one of its groups or its policies; or all of that type. */
  | "own-user"
  | "own-role"
  | "own-group"
  | "own-policy"
  /** Another user: all of them, or a known administrator. */
  | "other-user"
  /** A role: all of them, or a known administrator. */
  | "role"
  | "group"
  /** An administrator role whose trust policy admits the acting principal. */
  | "assumable-role"
  /** Any resource at all of the action's own service. */
  | "any-role"
  | "any";

export interface Need {
  readonly action: string;
  readonly target: Target;
  /** Service principal that `iam:PassRole` hands the role to. */
  readonly passedTo?: string;
}

export interface EscalationPath {
  readonly needs: readonly Need[];
  /** The needs must meet in one and the same resource. */
  readonly same?: true;
  /** Only for principals that a permissions boundary limits. */
  readonly bounded?: true;
}

function own(action: string, target: Target): EscalationPath {
  return { needs: [{ action, target }] };
}

function uses(...actions: readonly string[]): EscalationPath {
  return { needs: actions.map((action) => ({ action, target: "any" as const })) };
}

function passes(passedTo: string, ...actions: readonly string[]): EscalationPath {
  return {
    needs: [
      { action: "iam:PassRole", target: "role", passedTo },
      ...actions.map((action) => ({ action, target: "any" as const })),
    ],
  };
}

/**
 * Known ways from limited permissions to more. Collected from public research (Rhino Security Labs, Bishop Fox,
 * pathfinding.cloud, PMapper); each needs every one of its actions: `iam:PassRole` alone leads nowhere.
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  own("iam:CreatePolicyVersion", "own-policy"),
  own("iam:SetDefaultPolicyVersion", "own-policy"),
  own("iam:AttachUserPolicy", "own-user"),
  own("iam:PutUserPolicy", "own-user"),
  own("iam:AttachGroupPolicy", "own-group"),
  own("iam:PutGroupPolicy", "own-group"),
  own("iam:AttachRolePolicy", "own-role"),
  own("iam:PutRolePolicy", "own-role"),
  own("iam:AddUserToGroup", "group"),
  own("iam:CreateAccessKey", "other-user"),
  own("iam:CreateLoginProfile", "other-user"),
  own("iam:UpdateLoginProfile", "other-user"),
  own("sts:AssumeRole", "assumable-role"),
  {
    needs: [
      { action: "iam:AttachRolePolicy", target: "any-role" },
      { action: "sts:AssumeRole", target: "any-role" },
    ],
    same: true,
  },
  {
    needs: [
      { action: "iam:PutRolePolicy", target: "any-role" },
      { action: "sts:AssumeRole", target: "any-role" },
    ],
    same: true,
  },
  {
    needs: [
      { action: "iam:UpdateAssumeRolePolicy", target: "role" },
      { action: "sts:AssumeRole", target: "any-role" },
    ],
    same: true,
  },
  { needs: [{ action: "iam:DeleteUserPermissionsBoundary", target: "own-user" }], bounded: true },
  { needs: [{ action: "iam:PutUserPermissionsBoundary", target: "own-user" }], bounded: true },
  { needs: [{ action: "iam:DeleteRolePermissionsBoundary", target: "own-role" }], bounded: true },
  { needs: [{ action: "iam:PutRolePermissionsBoundary", target: "own-role" }], bounded: true },
  passes("ec2.amazonaws.com", "ec2:RunInstances"),
  passes("ec2.amazonaws.com", "ec2:RequestSpotInstances"),
  passes("ec2.amazonaws.com", "ec2:AssociateIamInstanceProfile"),
  passes("ec2.amazonaws.com", "ec2:ReplaceIamInstanceProfileAssociation"),
  passes("ec2.amazonaws.com", "autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"),
  passes("lambda.amazonaws.com", "lambda:CreateFunction", "lambda:InvokeFunction"),
  passes("lambda.amazonaws.com", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
  passes("lambda.amazonaws.com", "lambda:CreateFunction", "lambda:AddPermission"),
  passes("lambda.amazonaws.com", "lambda:CreateFunction", "lambda:CreateFunctionUrlConfig"),
  passes("cloudformation.amazonaws.com", "cloudformation:CreateStack"),
  passes("cloudformation.amazonaws.com", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"),
  passes("cloudformation.amazonaws.com", "cloudformation:UpdateStack"),
  passes("glue.amazonaws.com", "glue:CreateDevEndpoint"),
  passes("glue.amazonaws.com", "glue:CreateJob", "glue:StartJobRun"),
  passes("glue.amazonaws.com", "glue:CreateJob", "glue:CreateTrigger"),
  passes("glue.amazonaws.com", "glue:UpdateJob", "glue:StartJobRun"),
  passes("glue.amazonaws.com", "glue:UpdateJob", "glue:CreateTrigger"),
  passes("glue.amazonaws.com", "glue:CreateSession", "glue:RunStatement"),
  passes(
    "datapipeline.amazonaws.com",
    "datapipeline:CreatePipeline",
    "datapipeline:PutPipelineDefinition",
    "datapipeline:ActivatePipeline",
  ),
  passes("sagemaker.amazonaws.com", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"),
  passes("sagemaker.amazonaws.com", "sagemaker:CreateTrainingJob"),
  passes("sagemaker.amazonaws.com", "sagemaker:CreateProcessingJob"),
  passes("codebuild.amazonaws.com", "codebuild:CreateProject", "codebuild:StartBuild"),
  passes("codebuild.amazonaws.com", "codebuild:CreateProject", "codebuild:StartBuildBatch"),
  passes("ecs-tasks.amazonaws.com", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
  passes("ecs-tasks.amazonaws.com", "ecs:RegisterTaskDefinition", "ecs:StartTask"),
  passes("ecs-tasks.amazonaws.com", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
  passes("ecs-tasks.amazonaws.com", "ecs:RunTask"),
  passes("ecs-tasks.amazonaws.com", "batch:RegisterJobDefinition", "batch:SubmitJob"),
  passes("ssm.amazonaws.com", "ssm:StartAutomationExecution"),
  passes(
    "bedrock-agentcore.amazonaws.com",
    "bedrock-agentcore:CreateCodeInterpreter",
    "bedrock-agentcore:InvokeCodeInterpreter",
  ),
  passes("tasks.apprunner.amazonaws.com", "apprunner:CreateService"),
  passes("states.amazonaws.com", "states:CreateStateMachine", "states:StartExecution"),
  passes("scheduler.amazonaws.com", "scheduler:CreateSchedule"),
  passes("ec2.amazonaws.com", "elasticmapreduce:RunJobFlow"),
  passes("emr-serverless.amazonaws.com", "emr-serverless:CreateApplication", "emr-serverless:StartJobRun"),
  uses("lambda:UpdateFunctionCode"),
  uses("lambda:UpdateFunctionConfiguration", "lambda:InvokeFunction"),
  uses("glue:UpdateDevEndpoint"),
  uses("cloudformation:UpdateStack"),
  uses("cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
  uses("sagemaker:CreatePresignedNotebookInstanceUrl"),
  uses("codebuild:UpdateProject", "codebuild:StartBuild"),
  uses("ssm:SendCommand"),
  uses("ssm:StartSession"),
  uses("ec2-instance-connect:SendSSHPublicKey"),
  uses("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
  uses("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
];

/** `iam:PassRole to ec2.amazonaws.com + ec2:RunInstances`. */
export function pathName({ needs }: EscalationPath): string {
  return needs
    .map(({ action, passedTo }) => (passedTo === undefined ? action : `${action} to ${passedTo}`))
    .join(" + ");
}
