/**
 * Services whose documentation says that they send aws:SourceArn or aws:SourceAccount when they assume a role ("cross-service
 * confused deputy prevention" in their guides). AWS publishes no complete list; a service in neither list is unknown.
 */
const SENDS_SOURCE = new Set(
  "airflow airflow-env amplify appsync batchoperations.s3 bedrock bedrock-agentcore cloudformation codebuild comprehend config databrew datasync ecs-tasks elasticmapreduce emr-serverless events export.rds firehose forecast glue grafana imagebuilder iot kendra lambda logs monitoring.rds personalize pipes quicksight redshift rekognition sagemaker scheduler ssm states transcribe transfer vpc-flow-logs".split(
    " ",
  ),
);

/** Services that are known not to send them: a condition would break the role. */
const SENDS_NO_SOURCE = new Set([
  "ec2",
  "elastictranscoder",
  "spotfleet",
  "pods.eks",
  "eks",
  "autoscaling",
  "application-autoscaling",
  "opsworks",
]);

/** Whether a service says for which account it acts when it assumes a role; undefined when that is not known here. */
export function sendsSource(principal: string): boolean | undefined {
  const service = principal.replace(/\.amazonaws\.com(\.cn)?$/, "");
  if (SENDS_SOURCE.has(service)) return true;
  // Regional principals: `states.eu-west-1`, `logs.eu-central-1`.
  const global = service.replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, "");
  if (SENDS_SOURCE.has(global)) return true;
  return SENDS_NO_SOURCE.has(global) ? false : undefined;
}
