interface VerifyStepsProps {
  readonly evidenceId: string;
  readonly receiptDigest: string;
  readonly recordsDigest: string;
}

/** Commands that follow this evidence to the signed checkpoint, with tools that are not ours where there are any. */
export function VerifySteps({ evidenceId, receiptDigest, recordsDigest }: VerifyStepsProps) {
  const lines = [
    "# in the bundle's folder: every receipt, record file, proof and the checkpoint",
    "python3 verify.py",
    "",
    "# this evidence alone, by hand",
    `(cd evidence/${evidenceId} && sha256sum receipt.json records.ndjson)`,
    `#  ${receiptDigest}  receipt.json`,
    `#  ${recordsDigest}  records.ndjson`,
    "# and from the receipt to the signed checkpoint (C2SP tlog-proof)",
    `cat ledger/proofs/${evidenceId}.tlog-proof`,
  ];
  return (
    <>
      <h3>How to verify</h3>
      <pre class="commands" tabIndex={0} aria-label="Commands to verify this evidence" role="region">
        {lines.join("\n")}
      </pre>
    </>
  );
}
