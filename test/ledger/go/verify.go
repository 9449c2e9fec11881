// Reads a ledger folder and its proofs with golang.org/x/mod only: the second opinion of go-verify.test.ts.
//
//	go run verify.go LEDGER VKEY PROOFS CONSISTENCY
//
// PROOFS is a folder of .tlog-proof files; CONSISTENCY has lines of "older-size base64-root base64-hash…".
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
}

func hash(text string) tlog.Hash {
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	must(err, "base64")
	if len(data) != tlog.HashSize {
		must(fmt.Errorf("%d bytes", len(data)), "hash")
	}
	return tlog.Hash(data)
}

type folder string

func (folder) Height() int { return 8 }

func (f folder) path(t tlog.Tile) string {
	return filepath.Join(string(f), "tile", strings.TrimPrefix(t.Path(), "tile/8/"))
}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(f.path(t))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) entries(size int64) [][]byte {
	var all [][]byte
	for n := int64(0); int64(len(all)) < size; n++ {
		width := min(size-n*256, 256)
		path := f.path(tlog.Tile{H: 8, L: 0, N: n, W: int(width)})
		data, err := os.ReadFile(strings.Replace(path, "/tile/0/", "/tile/entries/", 1))
		must(err, "entry bundle")
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
	}
	return all
}

func main() {
	ledger, proofs := folder(os.Args[1]), os.Args[3]
	verifier, err := note.NewVerifier(os.Args[2])
	must(err, "vkey")
	signed, err := os.ReadFile(filepath.Join(string(ledger), "checkpoint"))
	must(err, "checkpoint")
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err, "note.Open")
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size")
	tree := tlog.Tree{N: size, Hash: hash(lines[2])}
	if lines[0] != verifier.Name() {
		must(fmt.Errorf("%q", lines[0]), "origin")
	}

	reader := tlog.TileHashReader(tree, ledger)
	root, err := tlog.TreeHash(size, reader)
	must(err, "tlog.TreeHash over the tiles")
	if root != tree.Hash {
		must(fmt.Errorf("%v", root), "root of the tiles")
	}
	entries := ledger.entries(size)
	for i, entry := range entries {
		proof, err := tlog.ProveRecord(size, int64(i), reader)
		must(err, "tlog.ProveRecord")
		must(tlog.CheckRecord(proof, size, tree.Hash, int64(i), tlog.RecordHash(entry)), "entry of a bundle")
	}

	files, err := filepath.Glob(filepath.Join(proofs, "*.tlog-proof"))
	must(err, "proofs")
	for _, file := range files {
		data, err := os.ReadFile(file)
		must(err, "proof")
		head, rest, _ := strings.Cut(string(data), "\n\n")
		fields := strings.Split(head, "\n")
		if fields[0] != "c2sp.org/tlog-proof@v1" || rest != string(signed) {
			must(fmt.Errorf("%s", file), "proof")
		}
		index, err := strconv.ParseInt(strings.TrimPrefix(fields[1], "index "), 10, 64)
		must(err, "index")
		var proof tlog.RecordProof
		for _, text := range fields[2:] {
			proof = append(proof, hash(text))
		}
		must(tlog.CheckRecord(proof, size, tree.Hash, index, tlog.RecordHash(entries[index])), file)
	}

	older, err := os.ReadFile(os.Args[4])
	must(err, "consistency")
	count := 0
	for _, line := range strings.Split(strings.TrimSpace(string(older)), "\n") {
		fields := strings.Fields(line)
		m, err := strconv.ParseInt(fields[0], 10, 64)
		must(err, "older size")
		var proof tlog.TreeProof
		for _, text := range fields[2:] {
			proof = append(proof, hash(text))
		}
		must(tlog.CheckTree(proof, size, tree.Hash, m, hash(fields[1])), "tlog.CheckTree "+fields[0])
		count++
	}
	fmt.Printf("size %d, %d entries, %d proofs, %d older trees\n", size, len(entries), len(files), count)
}
