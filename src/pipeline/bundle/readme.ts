/** README.txt of a bundle: for an auditor who has never heard of Exhibit. */
export function readmeText({
  runId,
  origin,
  vkey,
}: {
  readonly runId: string;
  readonly origin: string;
  readonly vkey: string;
}): string {
  return `EVIDENCE BUNDLE
===============

Run ${runId}, written by Exhibit. Everything in here can be checked offline with tools that are not Exhibit's.

What is what
------------

report.html              the report; open it in a browser, it needs no network
assessment.json          the same verdicts and measures for machines
results/<check>.ndjson   one line for every resource that a check judged: outcome, expected, observed, and the evidence
                         records that decided
evidence/<id>/           one capture of one kind of configuration from one account:
    receipt.json         what was collected, where, when, with which permission, how complete; byte for byte the ledger entry
    records.ndjson       the records as sealed, one a line
    exchanges.ndjson     every request to the platform and the digest of its answer
    gaps.ndjson          what could not be obtained, and why (only when there is something)
    salt                 a secret of this capture; with it single records can be shown and proved without the others
manifest.json            SHA-256 and size of every file above; itself a ledger entry
ledger/                  the signed checkpoint of the evidence ledger, the key, and one proof for each entry
verify.py                checks all of this

How to verify
-------------

You need Python 3.8 or newer and the openssl program (3.0 or newer). In this directory:

    python3 verify.py

or, for a .zip as it came:

    python3 verify.py bundle.zip

It ends with exit code 0 when everything holds, otherwise it names the first file that does not.

The bundle brings its own key, so that proves only that the bundle agrees with itself. To know that it comes from the
organisation's ledger, get the ledger's key from the organisation in another way, once, and keep it:

    python3 verify.py --vkey the-key-you-were-given.txt

The key of this bundle is of the ledger ${origin}:

    ${vkey}

Do not rely on the copy of verify.py in a bundle that you do not trust: use a copy that you got with the key, or check with
any other implementation of the formats below.

What it means when it holds
---------------------------

The records are those that were sealed when they were collected; nothing was changed, added or taken away since; the results
and the assessment are those that were sealed with them; and all entries are in the one append-only ledger of that key. Keep
ledger/checkpoint: every later bundle must come from a ledger that has grown from it.

It does not show that the platform told the truth, nor that nothing was left out before sealing. receipt.json states what
population was expected and received, and exchanges.ndjson which requests were made.

Formats
-------

ledger/checkpoint        C2SP tlog-checkpoint in a C2SP signed note, Ed25519
ledger/proofs/*          C2SP tlog-proof; entry hash SHA-256(0x00 || receipt bytes), RFC 6962 tree
ledger/policy            C2SP tlog-policy
receipt.json and the other JSON files that are ledger entries   RFC 8785 canonical JSON
recordsRoot              RFC 6962 tree over SHA-256(0x00 || salt_i || line without newline), where
                         salt_i = SHA-256(seed || i as 8 bytes, big-endian) and seed is the 32 bytes in the file "salt"

A file with a single disclosed record (.json with record, salt, path, receipt and proof) is checked with the same program:

    python3 verify.py record.json
`;
}
