// Command logcheck checks a published log and its receipts with Go's own transparency-log
// packages, golang.org/x/mod/sumdb/{tlog,note}. It shares no code with the product.
//
//	logcheck log POLICY WHERE [OLD-CHECKPOINT [INDEX...]]
//	logcheck batch POLICY < CASES
//
// WHERE is a folder or an http address with checkpoint and tile/ below it. A case is a line
// `path TAB kind [TAB old-checkpoint]`, kind `receipt` or `log`; the answer to each is a line
// `accept`, or `refuse TAB why`. Exit 1 when anything was refused, 2 when something could not
// be read: a missing file must not pass for a refusal.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

var errMissing = errors.New("not there")

// source reads the files of one log and keeps those it has read.
type source struct {
	where string
	kept  map[string][]byte
}

func (s *source) read(path string) ([]byte, error) {
	if data, ok := s.kept[path]; ok {
		return data, nil
	}
	data, err := fetch(s.where, path)
	if err == nil {
		s.kept[path] = data
	}
	return data, err
}

func fetch(where, path string) ([]byte, error) {
	if !strings.HasPrefix(where, "http://") && !strings.HasPrefix(where, "https://") {
		data, err := os.ReadFile(filepath.Join(where, path))
		if errors.Is(err, os.ErrNotExist) {
			err = fmt.Errorf("%s is %w", path, errMissing)
		}
		return data, err
	}
	answer, err := http.Get(strings.TrimSuffix(where, "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s is %w: %s", path, errMissing, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// tile reads a tile or an entry bundle; a partial one may be gone once the full one is there.
func (s *source) tile(level string, n int64, width int) ([]byte, bool, error) {
	full := "tile/" + level + strings.TrimPrefix(tlog.Tile{H: 8, N: n, W: 256}.Path(), "tile/8/0")
	if width < 256 {
		data, err := s.read(full + ".p/" + strconv.Itoa(width))
		if !errors.Is(err, errMissing) {
			return data, false, err
		}
	}
	data, err := s.read(full)
	return data, true, err
}

// The methods of tlog.TileReader.
func (s *source) Height() int { return 8 }

func (s *source) SaveTiles([]tlog.Tile, [][]byte) {}

func (s *source) ReadTiles(tiles []tlog.Tile) (all [][]byte, err error) {
	for _, t := range tiles {
		data, whole, err := s.tile(strconv.Itoa(t.L), t.N, t.W)
		if err != nil {
			return nil, err
		}
		if whole && len(data) == 256*tlog.HashSize {
			data = data[:t.W*tlog.HashSize]
		}
		all = append(all, data)
	}
	return all, nil
}

// checkLog checks a log as a whole: what was signed, that it only grew since `old`, that each
// entry hashes to its leaf, and that the entries at `indexes` can be proven one by one.
func checkLog(p *policy, where string, old []byte, indexes []int64) error {
	s := &source{where, map[string][]byte{}}
	signed, err := s.read("checkpoint")
	if err != nil {
		return err
	}
	tree, err := p.open(signed)
	if err != nil {
		return err
	}
	if tree.N == 0 && tree.Hash != emptyRoot {
		return errors.New("an empty log with the root of another")
	}
	hashes := tlog.TileHashReader(tree, s)
	if old != nil {
		before, err := p.open(old)
		if err != nil {
			return fmt.Errorf("old checkpoint: %w", err)
		}
		if before.N > tree.N {
			return fmt.Errorf("the log has shrunk from %d to %d", before.N, tree.N)
		}
		if before.N > 0 {
			proof, err := tlog.ProveTree(tree.N, before.N, hashes)
			if err == nil {
				err = tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash)
			}
			if err != nil {
				return fmt.Errorf("consistency from %d to %d: %w", before.N, tree.N, err)
			}
		}
	}
	leaves := make([]tlog.Hash, 0, tree.N)
	for first := int64(0); first < tree.N; first += 256 {
		width := int(min(256, tree.N-first))
		data, whole, err := s.tile("entries", first/256, width)
		if err != nil {
			return err
		}
		var places []int64
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(data[0])<<8+int(data[1]) {
				return errors.New("an entry bundle is cut short")
			}
			end := 2 + int(data[0])<<8 + int(data[1])
			leaves = append(leaves, tlog.RecordHash(data[2:end]))
			places = append(places, tlog.StoredHashIndex(0, first+int64(i)))
			data = data[end:]
		}
		if len(data) > 0 && !(whole && width < 256) {
			return errors.New("an entry bundle holds more than its entries")
		}
		stored, err := hashes.ReadHashes(places)
		if err != nil {
			return err
		}
		for i := range stored {
			if at := first + int64(i); stored[i] != leaves[at] {
				return fmt.Errorf("an entry does not hash to its leaf: %d", at)
			}
		}
	}
	if root, err := rootOf(leaves); err != nil || root != tree.Hash {
		return errors.New("the entries do not lead to the root")
	}
	for _, i := range indexes {
		proof, err := tlog.ProveRecord(tree.N, i, hashes)
		if err == nil {
			err = tlog.CheckRecord(proof, tree.N, tree.Hash, i, leaves[i])
		}
		if err != nil {
			return fmt.Errorf("inclusion of %d: %w", i, err)
		}
	}
	return nil
}

// rootOf makes the tree anew from the leaves. The reader of tiles does not replace that: x/mod 0.7.0
// leaves a full tile unchecked where several hashes of the right edge come from one tile.
func rootOf(leaves []tlog.Hash) (tlog.Hash, error) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			hashes[i] = stored[at]
		}
		return hashes, nil
	})
	for i, leaf := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(i), leaf, reader)
		if err != nil {
			return tlog.Hash{}, err
		}
		stored = append(stored, more...)
	}
	if len(leaves) == 0 {
		return emptyRoot, nil
	}
	return tlog.TreeHash(int64(len(leaves)), reader)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// check answers one case. Whatever Go's packages give up on is a refusal that says so.
func check(p *policy, path, kind, old string, indexes []int64) (refused error) {
	defer func() {
		if gaveUp := recover(); gaveUp != nil {
			refused = fmt.Errorf("panic: %v", gaveUp)
		}
	}()
	switch kind {
	case "receipt":
		return checkReceipt(p, must(os.ReadFile(path)))
	case "log":
		var before []byte
		if old != "" {
			before = must(os.ReadFile(old))
		}
		if !strings.HasPrefix(path, "http") {
			must(nil, exists(path))
		}
		return checkLog(p, path, before, indexes)
	}
	must(nil, fmt.Errorf("no such kind of case: %q", kind))
	return nil
}

func exists(path string) error {
	_, err := os.Stat(path)
	return err
}

func must(data []byte, err error) []byte {
	if err != nil {
		fmt.Fprintln(os.Stderr, "logcheck:", err)
		os.Exit(2)
	}
	return data
}

func main() {
	if len(os.Args) < 3 || (os.Args[1] != "batch" && (os.Args[1] != "log" || len(os.Args) < 4)) {
		must(nil, errors.New("usage: logcheck log POLICY WHERE [OLD [INDEX...]] | batch POLICY"))
	}
	p, err := parsePolicy(string(must(os.ReadFile(os.Args[2]))))
	must(nil, err)
	out := bufio.NewWriter(os.Stdout)
	code := 0
	answer := func(refused error) {
		if refused == nil {
			fmt.Fprintln(out, "accept")
			return
		}
		code = 1
		fmt.Fprintf(out, "refuse\t%s\n", strings.ReplaceAll(refused.Error(), "\n", " "))
	}
	if os.Args[1] == "log" {
		rest := append(os.Args[3:], "")
		var indexes []int64
		for i := 2; i < len(rest)-1; i++ {
			at, err := strconv.ParseInt(rest[i], 10, 64)
			must(nil, err)
			indexes = append(indexes, at)
		}
		answer(check(p, rest[0], "log", rest[1], indexes))
	} else {
		cases := bufio.NewScanner(os.Stdin)
		for cases.Scan() {
			part := append(strings.Split(cases.Text(), "\t"), "", "")
			answer(check(p, part[0], part[1], part[2], nil))
		}
		must(nil, cases.Err())
	}
	out.Flush()
	os.Exit(code)
}
