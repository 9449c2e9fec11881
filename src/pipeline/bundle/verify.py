#!/usr/bin/env python3
"""Checks an Exhibit evidence bundle offline. Needs Python 3.8 or newer, its standard library and the openssl program.

    python3 verify.py [BUNDLE] [--vkey FILE]

BUNDLE is a directory, a .zip file, or a .json file with one disclosed record; by default the directory of this program.
--vkey FILE names a file with the ledger's key as you got it from the organisation; without it the bundle is only held
against the key that it brings along.

Exit code 0: everything holds. 1: something does not, the first such file is named. 2: the check could not be made.
"""

import argparse
import base64
import binascii
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import zipfile
import zlib

CHUNK = 1 << 18
SMALL = 64 << 20
FIXED = (
    "ledger/vkey",
    "ledger/policy",
    "ledger/checkpoint",
    "ledger/manifest-receipt.json",
    "ledger/assessment-receipt.json",
    "ledger/proofs/manifest.tlog-proof",
    "ledger/proofs/assessment.tlog-proof",
    "manifest.json",
)
REQUIRED = ("assessment.json", "report.html", "verify.py", "README.txt")
EVIDENCE_FILES = ("receipt.json", "records.ndjson", "exchanges.ndjson", "salt")
ASSESSMENT_MEMBERS = {"type", "schemaVersion", "runId", "origin", "asOf", "digest", "resultsDigest"}


class DoesNotHold(Exception):
    """A file of the bundle is not what it should be."""

    def __init__(self, name, problem):
        super().__init__("%s: %s" % (name, problem))
        self.name = name
        self.problem = problem


class CannotCheck(Exception):
    """The check itself cannot be made here."""


def require(holds, name, problem):
    if not holds:
        raise DoesNotHold(name, problem)


def sha256(data):
    return hashlib.sha256(data).digest()


# ---- the bundle as a set of files -------------------------------------------------------------------------------------


class Folder:
    def __init__(self, root):
        self.root = root
        self.names = set()
        for folder, folders, files in os.walk(root):
            for item in files + [each for each in folders if os.path.islink(os.path.join(folder, each))]:
                full = os.path.join(folder, item)
                name = os.path.relpath(full, root).replace(os.sep, "/")
                require(stat.S_ISREG(os.lstat(full).st_mode), name, "is not a plain file")
                self.names.add(name)

    def open(self, name):
        return open(os.path.join(self.root, *name.split("/")), "rb")


class Archive:
    def __init__(self, path):
        try:
            self.zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise CannotCheck("%s cannot be opened: %s" % (path, error))
        self.names = set()
        for info in self.zip.infolist():
            if info.filename.endswith("/"):
                continue
            kind = stat.S_IFMT(info.external_attr >> 16)
            require(info.filename not in self.names, info.filename, "stands twice in the archive")
            require(kind in (0, stat.S_IFREG) and not info.flag_bits & 1, info.filename, "is not a plain file")
            self.names.add(info.filename)

    def open(self, name):
        return self.zip.open(name)


def read_small(source, name):
    require(name in source.names, name, "is missing")
    try:
        with source.open(name) as stream:
            data = stream.read(SMALL + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DoesNotHold(name, "cannot be read: %s" % error)
    require(len(data) <= SMALL, name, "is too large to be what it should be")
    return data


def strict_text(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


# ---- RFC 8785 canonical JSON ------------------------------------------------------------------------------------------


class Number(str):
    """A JSON number as it was written: canonical texts are compared, so its digits must not pass through a float."""

    def __eq__(self, other):
        return isinstance(other, Number) and str(self) == str(other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


ONE = Number(1)


def no_duplicates(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


def refuse(_):
    raise ValueError("not JSON")


def canonical(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def read_object(data):
    """The object that a canonical JSON text holds, its numbers as text; None when it is anything else."""
    text = strict_text(data)
    if text is None:
        return None
    try:
        value = json.loads(text, object_pairs_hook=no_duplicates, parse_int=Number, parse_float=Number, parse_constant=refuse)
        return value if isinstance(value, dict) and canonical(value) == text else None
    except (ValueError, RecursionError):
        return None


def is_text(value):
    return isinstance(value, str) and not isinstance(value, Number)


# ---- Merkle trees, RFC 6962 and RFC 9162 ------------------------------------------------------------------------------


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def holds_inclusion(index, size, leaf, path, root):
    if index < 0 or index >= size:
        return False
    fn, sn, node = index, size - 1, leaf
    for item in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            node = node_hash(item, node)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            node = node_hash(node, item)
        fn >>= 1
        sn >>= 1
    return sn == 0 and node == root


class Tree:
    """The root of leaves that come one by one."""

    def __init__(self):
        self.pending = []
        self.count = 0

    def add(self, leaf):
        rest = self.count
        while rest & 1:
            leaf = node_hash(self.pending.pop(), leaf)
            rest >>= 1
        self.pending.append(leaf)
        self.count += 1

    def root(self):
        if not self.pending:
            return sha256(b"")
        node = self.pending[-1]
        for left in reversed(self.pending[:-1]):
            node = node_hash(left, node)
        return node


# ---- keys, checkpoints, proofs (C2SP signed-note, tlog-checkpoint, tlog-proof) ----------------------------------------


def strict_base64(text, length):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if len(data) == length and base64.b64encode(data).decode() == text else None


class Key:
    def __init__(self, text, name):
        parts = text.split("+", 2)
        require(len(parts) == 3, name, "is not a key line")
        self.name, fingerprint, encoded = parts
        material = strict_base64(encoded, 33)
        require(material is not None and material[0] == 1, name, "is not an Ed25519 key")
        require(self.name != "" and not re.search(r"\s", self.name), name, "has no usable key name")
        self.id = sha256(self.name.encode("utf-8") + b"\n" + material)[:4]
        require(self.id.hex() == fingerprint, name, "is a key whose fingerprint does not hold")
        self.public = material[1:]
        self.text = text


def signature_holds(public, message, signature):
    pem = base64.b64encode(bytes.fromhex("302a300506032b6570032100") + public).decode()
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": ("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % pem).encode(), "message": message, "signature": signature}
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        arguments = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", "-inkey", "key", "-in", "message", "-sigfile", "signature"]
        try:
            done = subprocess.run(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except OSError as error:
            raise CannotCheck("the openssl program is needed and cannot be run: %s" % error)
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode == 0:
        return True
    if "Signature Verification Failure" in output or "Signature Verified Failure" in output:
        return False
    raise CannotCheck("openssl could not check a signature (3.0 or newer is needed): %s" % output.strip())


class Checkpoint:
    def __init__(self, data, key, name):
        text = strict_text(data)
        lines = (text or "").split("\n")
        require(len(lines) == 6 and lines[3] == "" and lines[5] == "", name, "is not a checkpoint of three lines and one signature")
        require(lines[0] == key.name, name, "speaks for another ledger than the key")
        self.root = strict_base64(lines[2], 32)
        require(re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]) and self.root is not None, name, "has a malformed size or root hash")
        self.size = int(lines[1])
        prefix = "\u2014 %s " % key.name
        signed = strict_base64(lines[4][len(prefix):], 68) if lines[4].startswith(prefix) else None
        require(signed is not None, name, "has no well-formed signature line of the ledger's key")
        require(signed[:4] == key.id, name, "is signed by another key")
        message = "\n".join(lines[:3]).encode("utf-8") + b"\n"
        require(signature_holds(key.public, message, signed[4:]), name, "has a signature that does not verify")
        self.data = data


def proof_problem(data, leaf, checkpoint):
    """(problem, whether the proof's form is at fault), or None when the proof leads from the leaf to the root."""
    head, gap, tail = data.partition(b"\n\n")
    lines = (strict_text(head) or "").split("\n")
    index = re.fullmatch(r"index (0|[1-9][0-9]{0,15})", lines[1]) if len(lines) > 1 else None
    path = [strict_base64(line, 32) for line in lines[2:]]
    if gap == b"" or lines[0] != "c2sp.org/tlog-proof@v1" or index is None or None in path:
        return "is not a tlog-proof", True
    if tail != checkpoint.data:
        return "carries another checkpoint than ledger/checkpoint", True
    if not holds_inclusion(int(index.group(1)), checkpoint.size, leaf_hash(leaf), path, checkpoint.root):
        return "does not lead from its receipt to the signed root", False
    return None


# ---- the checks, from the key down to every byte ----------------------------------------------------------------------


def check_trust(source, trusted):
    name = "ledger/vkey"
    text = strict_text(read_small(source, name)) or ""
    require(text.endswith("\n"), name, "is not a key line")
    key = Key(text[:-1], name)
    require(trusted is None or trusted == key.text, name, "is not the trusted key: the bundle has %s, trusted is %s" % (key.text, trusted))
    policy = read_small(source, "ledger/policy")
    require(policy == ("log %s\nquorum none\n" % key.text).encode("utf-8"), "ledger/policy", "is not the policy of the key in ledger/vkey")
    return key, Checkpoint(read_small(source, "ledger/checkpoint"), key, "ledger/checkpoint")


def parse_manifest(data):
    value = read_object(data)
    if value is None or set(value) != {"schemaVersion", "runId", "files"} or value["schemaVersion"] != ONE:
        return None
    if not is_text(value["runId"]) or not isinstance(value["files"], list):
        return None
    files = {}
    last = b""
    for entry in value["files"]:
        if not isinstance(entry, dict) or set(entry) != {"path", "bytes", "sha256"}:
            return None
        path, size, digest = entry["path"], entry["bytes"], entry["sha256"]
        if not is_text(path) or not isinstance(size, Number) or not size.isdigit() or not is_text(digest):
            return None
        parts = path.split("/")
        if path == "manifest.json" or parts[0] == "ledger" or any(part in ("", ".", "..") or "\\" in part for part in parts):
            return None
        order = path.encode("utf-16-be", "surrogatepass")
        if order <= last or not re.fullmatch("[0-9a-f]{64}", digest):
            return None
        last = order
        files[path] = (int(size), digest)
    return {"runId": value["runId"], "files": files}


def check_manifest(source, checkpoint):
    receipt_name, proof_name = "ledger/manifest-receipt.json", "ledger/proofs/manifest.tlog-proof"
    data, receipt, proof = (read_small(source, name) for name in ("manifest.json", receipt_name, proof_name))
    manifest = parse_manifest(data)
    own = None
    if manifest is not None:
        facts = {"type": "manifest", "schemaVersion": ONE, "runId": manifest["runId"]}
        facts.update(digest=hashlib.sha256(data).hexdigest(), files=Number(len(manifest["files"])))
        own = canonical(facts).encode("utf-8")
    wrong = proof_problem(proof, receipt, checkpoint)
    if wrong is not None:
        require(not wrong[1] and receipt != own, proof_name, wrong[0])
        raise DoesNotHold(receipt_name, "is not the entry that its proof leads from")
    require(manifest is not None, "manifest.json", "is not a well-formed list of files")
    require(receipt == own, "manifest.json", "is not the list of files that was sealed")
    return manifest


def check_listing(source, manifest):
    evidence = {}
    for path in manifest["files"]:
        match = re.fullmatch(r"evidence/([^/]+)/(.+)", path, re.DOTALL)
        if match:
            evidence.setdefault(match.group(1), set()).add(match.group(2))
    expected = set(FIXED) | set(manifest["files"]) | {"ledger/proofs/%s.tlog-proof" % each for each in evidence}
    for name in sorted(source.names - expected):
        raise DoesNotHold(name, "has no place in this bundle")
    for name in sorted(expected - source.names):
        raise DoesNotHold(name, "is missing")
    for name in REQUIRED:
        require(name in manifest["files"], name, "is not in the manifest")
    for each, files in evidence.items():
        for name in EVIDENCE_FILES:
            require(name in files, "evidence/%s/%s" % (each, name), "is not in the manifest")
    return evidence


def measure(source, manifest, name, seed=None):
    """Holds a file against the manifest in one pass; gives its digest, size, number of lines and salted root."""
    size, digest = manifest["files"][name]
    hasher, tree, total, count, rest = hashlib.sha256(), Tree(), 0, 0, b""
    try:
        with source.open(name) as stream:
            for chunk in iter(lambda: stream.read(CHUNK), b""):
                hasher.update(chunk)
                total += len(chunk)
                lines = (rest + chunk).split(b"\n")
                rest = lines.pop()
                for line in lines:
                    if seed is not None:
                        tree.add(leaf_hash(sha256(seed + count.to_bytes(8, "big")) + line))
                    count += 1
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DoesNotHold(name, "cannot be read: %s" % error)
    require(total == size, name, "has %d bytes; the manifest says %d" % (total, size))
    require(hasher.hexdigest() == digest, name, "has another SHA-256 than the manifest says")
    return {"digest": digest, "bytes": Number(total), "count": Number(count), "root": tree.root().hex(), "ended": rest == b""}


def check_assessment(source, manifest, checkpoint):
    receipt_name, proof_name = "ledger/assessment-receipt.json", "ledger/proofs/assessment.tlog-proof"
    receipt, proof = read_small(source, receipt_name), read_small(source, proof_name)
    wrong = proof_problem(proof, receipt, checkpoint)
    require(wrong is None or not wrong[1], proof_name, wrong and wrong[0])
    facts = read_object(receipt)
    require(facts is not None, receipt_name, "is not a canonical JSON object")
    require(facts.get("type") == "assessment" and facts.get("schemaVersion") == ONE, receipt_name, "is not an assessment receipt")
    require(facts.get("runId") == manifest["runId"], receipt_name, "is of another run than the manifest")
    digest = manifest["files"]["assessment.json"][1]
    require(facts.get("digest") == digest, receipt_name, "names another digest than that of assessment.json")
    results = []
    for path, entry in manifest["files"].items():
        match = re.fullmatch(r"results/([^/]+)\.ndjson", path)
        if match:
            results.append({"checkId": match.group(1), "digest": entry[1]})
    results.sort(key=lambda item: item["checkId"].encode("utf-16-be"))
    expected = hashlib.sha256(canonical(results).encode("utf-8")).hexdigest()
    require(facts.get("resultsDigest") == expected, receipt_name, "names another digest than that of the results")
    require(facts.get("origin", "snapshot") in ("snapshot", "reassess"), receipt_name, "has an unknown origin")
    data = read_small(source, "assessment.json")
    if "asOf" in facts and hashlib.sha256(data).hexdigest() == digest:
        try:
            stated = json.loads(data.decode("utf-8")).get("asOf", facts["asOf"])
        except (ValueError, RecursionError, AttributeError):
            stated = "no instant"
        require(stated == facts["asOf"], receipt_name, "is of another instant than assessment.json")
    if wrong is not None:
        known = set(facts) <= ASSESSMENT_MEMBERS
        raise DoesNotHold(proof_name if known else receipt_name, wrong[0])


def check_receipt(data, each, name):
    facts = read_object(data)
    require(facts is not None, name, "is not a canonical JSON object")
    require(facts.get("type") == "evidence" and facts.get("schemaVersion") == ONE, name, "is not an evidence receipt")
    require(each is None or facts.get("id") == each, name, "belongs to another folder")
    rest = {key: value for key, value in facts.items() if key not in ("id", "runId")}
    own = "ev_" + hashlib.sha256(canonical(rest).encode("utf-8")).hexdigest()[:40]
    require(facts.get("id") == own, name, "has an id that is not the digest of its content")
    require(isinstance(facts.get("records"), dict) and isinstance(facts.get("exchanges"), dict), name, "names no records or exchanges")
    return facts


def check_evidence(source, manifest, checkpoint, each, files):
    def path(name):
        return "evidence/%s/%s" % (each, name)

    measure(source, manifest, path("receipt.json"))
    receipt = read_small(source, path("receipt.json"))
    facts = check_receipt(receipt, each, path("receipt.json"))
    proof_name = "ledger/proofs/%s.tlog-proof" % each
    wrong = proof_problem(read_small(source, proof_name), receipt, checkpoint)
    require(wrong is None, proof_name, wrong and wrong[0])
    measure(source, manifest, path("salt"))
    salt = re.fullmatch(rb"([0-9a-f]{64})\n", read_small(source, path("salt")))
    require(salt, path("salt"), "is not a salt seed of 64 hexadecimal digits")
    name, sealed = path("records.ndjson"), facts["records"]
    seen = measure(source, manifest, name, bytes.fromhex(salt.group(1).decode()))
    require(seen["ended"], name, "does not end with a newline")
    require(seen["digest"] == sealed.get("digest"), name, "is not what was sealed: its digest differs from the receipt's")
    require(seen["count"] == sealed.get("count") and seen["bytes"] == sealed.get("bytes"), name, "has another number of records or bytes than the receipt")
    require(seen["root"] == sealed.get("recordsRoot"), name, "does not give the receipt's recordsRoot with this salt")
    name, sealed = path("exchanges.ndjson"), facts["exchanges"]
    seen = measure(source, manifest, name)
    require(seen["digest"] == sealed.get("digest"), name, "is not the list of exchanges that was sealed")
    require(seen["ended"] and seen["count"] == sealed.get("count"), name, "has another number of exchanges than the receipt")
    name = path("gaps.ndjson")
    require(("gaps.ndjson" in files) == ("gapsDigest" in facts), name, "is missing, or has no place beside this receipt")
    if "gaps.ndjson" in files:
        require(measure(source, manifest, name)["digest"] == facts["gapsDigest"], name, "is not the list of gaps that was sealed")
    return int(facts["records"]["count"])


def verify(source, trusted=None, say=lambda line: None):
    """Raises DoesNotHold for the first thing that does not hold."""
    key, checkpoint = check_trust(source, trusted)
    say("key         %s" % key.text)
    say("checkpoint  %d entries, root %s, signature holds" % (checkpoint.size, checkpoint.root.hex()))
    manifest = check_manifest(source, checkpoint)
    evidence = check_listing(source, manifest)
    say("manifest    run %s, %d files, sealed" % (manifest["runId"], len(manifest["files"])))
    check_assessment(source, manifest, checkpoint)
    for name in manifest["files"]:
        if not name.startswith("evidence/"):
            measure(source, manifest, name)
    say("assessment  sealed, with its results")
    records = sum(check_evidence(source, manifest, checkpoint, each, files) for each, files in evidence.items())
    for name in manifest["files"]:
        match = re.fullmatch(r"evidence/([^/]+)/(.+)", name, re.DOTALL)
        if name.startswith("evidence/") and (match is None or match.group(2) not in EVIDENCE_FILES + ("gaps.ndjson",)):
            measure(source, manifest, name)
    say("evidence    %d captures with %d records, receipts, exchanges, gaps and proofs" % (len(evidence), records))


def verify_disclosure(data, name, trusted=None, say=lambda line: None):
    """Checks a file with one disclosed record."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=no_duplicates)
    except (ValueError, RecursionError):
        value = None
    texts = ("record", "salt", "receipt", "ledgerProof", "vkey")
    sound = isinstance(value, dict) and set(value) == set(texts) | {"index", "size", "path"}
    sound = sound and all(isinstance(value[each], str) for each in texts) and all(type(value[each]) is int for each in ("index", "size"))
    require(sound and isinstance(value["path"], list), name, "is not a disclosed record")
    require(all(isinstance(item, str) and re.fullmatch("[0-9a-f]{64}", item) for item in value["path"] + [value["salt"]]), name, "has a malformed salt or path")
    key = Key(value["vkey"], name + " (vkey)")
    require(trusted is None or trusted == key.text, name + " (vkey)", "is not the trusted key")
    _, gap, tail = value["ledgerProof"].encode("utf-8").partition(b"\n\n")
    checkpoint = Checkpoint(tail if gap else b"", key, name + " (ledgerProof)")
    wrong = proof_problem(value["ledgerProof"].encode("utf-8"), value["receipt"].encode("utf-8"), checkpoint)
    require(wrong is None, name + " (ledgerProof)", wrong and wrong[0])
    facts = check_receipt(value["receipt"].encode("utf-8"), None, name + " (receipt)")
    require(facts["records"].get("count") == Number(value["size"]), name, "has another size than the receipt's number of records")
    root = facts["records"].get("recordsRoot")
    require(is_text(root) and re.fullmatch("[0-9a-f]{64}", root), name + " (receipt)", "has no recordsRoot")
    leaf = leaf_hash(bytes.fromhex(value["salt"]) + value["record"].encode("utf-8"))
    path = [bytes.fromhex(item) for item in value["path"]]
    require(holds_inclusion(value["index"], value["size"], leaf, path, bytes.fromhex(root)), name, "has a record that is not under the receipt's recordsRoot")
    say("key         %s" % key.text)
    say("checkpoint  %d entries, signature holds" % checkpoint.size)
    say("receipt     %s, %s, sealed" % (facts["id"], facts.get("kind")))
    say("record      number %d of %d, as sealed" % (value["index"] + 1, value["size"]))


def open_source(path):
    if os.path.isdir(path):
        return Folder(path)
    if not os.path.exists(path):
        raise CannotCheck("there is no %s" % path)
    return Archive(path)


def main(arguments):
    parser = argparse.ArgumentParser(description="Checks an Exhibit evidence bundle, or one disclosed record, offline.")
    parser.add_argument("bundle", nargs="?", default=os.path.dirname(os.path.abspath(__file__)), help="directory, .zip, or .json of one record")
    parser.add_argument("--vkey", metavar="FILE", help="file with the ledger's key as you got it from the organisation")
    options = parser.parse_args(arguments)
    try:
        trusted = None
        if options.vkey is not None:
            with open(options.vkey, encoding="utf-8") as file:
                trusted = file.read().strip()
        if options.bundle.endswith(".json"):
            with open(options.bundle, "rb") as file:
                verify_disclosure(file.read(), os.path.basename(options.bundle), trusted, print)
        else:
            verify(open_source(options.bundle), trusted, print)
    except DoesNotHold as error:
        print("DOES NOT HOLD  %s" % error)
        return 1
    except (CannotCheck, OSError) as error:
        print("cannot check: %s" % error, file=sys.stderr)
        return 2
    print("EVERYTHING HOLDS")
    if trusted is None:
        print("The key came with the bundle. Compare it with the one that the organisation gave you, or pass that with --vkey FILE.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
