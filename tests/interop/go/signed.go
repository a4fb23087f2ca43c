package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const headOfReceipt = "c2sp.org/tlog-proof@v1"

var (
	emptyRoot = tlog.Hash(sha256.Sum256(nil))
	strict    = base64.StdEncoding.Strict()
)

// policy is a C2SP tlog-policy: which log is meant and how many witnesses must have seen it.
type policy struct {
	known  note.Verifiers
	logs   map[string]bool   // by the name of the key, which is the log's origin
	names  map[string]string // the witness of a key, by "name+hash"
	groups map[string]group  // witnesses are groups without members
	quorum string
}

type group struct {
	need    int
	members []string
}

func parsePolicy(text string) (*policy, error) {
	p := &policy{logs: map[string]bool{}, names: map[string]string{}, groups: map[string]group{}}
	var keys []note.Verifier
	seen, used := map[string]bool{}, map[string]bool{}
	key := func(vkey string) error {
		v, public, err := verifier(vkey)
		if err != nil {
			return err
		}
		if seen[public] {
			return errors.New("a key that stands in the policy twice")
		}
		seen[public] = true
		if v != nil {
			keys = append(keys, v)
		}
		return nil
	}
	for i, line := range strings.Split(text, "\n") {
		f := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		err := errors.New("cannot be read")
		switch {
		case f[0] == "log" && (len(f) == 2 || len(f) == 3):
			p.logs[strings.SplitN(f[1], "+", 2)[0]] = true
			err = key(f[1])
		case f[0] == "witness" && (len(f) == 3 || len(f) == 4) && !p.defined(f[1]):
			parts := strings.SplitN(f[2]+"++", "+", 3)
			p.names[parts[0]+"+"+parts[1]] = f[1]
			p.groups[f[1]] = group{}
			err = key(f[2])
		case f[0] == "group" && len(f) > 3 && !p.defined(f[1]):
			g := group{members: f[3:]}
			err = nil
			switch f[2] {
			case "all":
				g.need = len(g.members)
			case "any":
				g.need = 1
			default:
				g.need, err = strconv.Atoi(f[2])
			}
			for _, m := range g.members {
				if !p.defined(m) || m == "none" || used[m] {
					err = errors.New("a member that is not there, or a member twice")
				}
				used[m] = true
			}
			if g.need < 1 || g.need > len(g.members) {
				err = errors.New("a group that needs more or fewer than it has")
			}
			p.groups[f[1]] = g
		case f[0] == "quorum" && len(f) == 2 && p.quorum == "" && p.defined(f[1]):
			p.quorum, err = f[1], nil
		}
		if err != nil {
			return nil, fmt.Errorf("policy, line %d: %w", i+1, err)
		}
	}
	if p.quorum == "" || len(p.logs) == 0 {
		return nil, errors.New("a policy has at least one log and exactly one quorum")
	}
	p.known = note.VerifierList(keys...)
	return p, nil
}

func (p *policy) defined(name string) bool {
	_, ok := p.groups[name]
	return ok || name == "none"
}

func (p *policy) enough(name string, signed map[string]bool) bool {
	g := p.groups[name]
	if name == "none" || signed[name] {
		return true
	}
	have := 0
	for _, m := range g.members {
		if p.enough(m, signed) {
			have++
		}
	}
	return len(g.members) > 0 && have >= g.need
}

// open returns the tree of a checkpoint that the policy accepts.
func (p *policy) open(signed []byte) (tree tlog.Tree, err error) {
	n, err := note.Open(signed, p.known)
	if err != nil {
		return tree, err
	}
	body := strings.Split(n.Text, "\n")
	if len(body) < 4 {
		return tree, errors.New("a checkpoint has three lines")
	}
	if tree.N, err = number(body[1]); err != nil {
		return tree, err
	}
	if tree.Hash, err = hash(body[2]); err != nil {
		return tree, err
	}
	byLog, byWitness := false, map[string]bool{}
	for _, s := range n.Sigs {
		byLog = byLog || (p.logs[s.Name] && s.Name == body[0])
		byWitness[p.names[fmt.Sprintf("%s+%08x", s.Name, s.Hash)]] = true
	}
	delete(byWitness, "")
	if !byLog {
		return tree, errors.New("not signed by the log it names")
	}
	if !p.enough(p.quorum, byWitness) {
		return tree, errors.New("too few witnesses of the policy have signed")
	}
	return tree, nil
}

// cosigner is a note.Verifier for cosignature/v1 (C2SP tlog-cosignature, Ed25519).
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	t := binary.BigEndian.Uint64(sig)
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", t)
	return t > 0 && t <= math.MaxInt64 && ed25519.Verify(c.key, append([]byte(head), msg...), sig[8:])
}

// verifier reads a verifier key. A key of ML-DSA-44 has none here, Go 1.19 cannot check it.
func verifier(vkey string) (v note.Verifier, public string, err error) {
	f := strings.SplitN(vkey, "+", 3)
	if len(f) != 3 {
		return nil, "", errors.New("not a verifier key")
	}
	key, err := strict.DecodeString(f[2])
	if err != nil || len(key) < 2 {
		return nil, "", errors.New("not a verifier key")
	}
	sum := sha256.Sum256([]byte(f[0] + "\n" + string(key)))
	id := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", id) != f[1] {
		return nil, "", errors.New("a verifier key with the id of another")
	}
	switch {
	case key[0] == 1:
		v, err = note.NewVerifier(vkey)
	case key[0] == 4 && len(key) == 1+ed25519.PublicKeySize:
		v = cosigner{f[0], id, key[1:]}
	case key[0] != 6:
		err = fmt.Errorf("a key of type %d", key[0])
	}
	return v, string(key[1:]), err
}

func number(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != text {
		return 0, errors.New("not a number without leading zeros")
	}
	return n, nil
}

func hash(text string) (h tlog.Hash, err error) {
	data, err := strict.DecodeString(text)
	if err != nil || len(data) != len(h) {
		return h, errors.New("not a hash in base64")
	}
	copy(h[:], data)
	return h, nil
}

// checkReceipt checks a C2SP tlog-proof that carries its entry in `extra`. No network.
func checkReceipt(p *policy, receipt []byte) error {
	parts := strings.SplitN(string(receipt), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) < 2 || len(lines) < 3 || lines[0] != headOfReceipt {
		return errors.New("not a receipt, or not with an entry")
	}
	if !strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return errors.New("not a receipt, or not with an entry")
	}
	entry, err := strict.DecodeString(lines[1][len("extra "):])
	if err != nil {
		return errors.New("the entry is not in base64")
	}
	index, err := number(lines[2][len("index "):])
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		h, err := hash(line)
		if err != nil {
			return err
		}
		proof = append(proof, h)
	}
	tree, err := p.open([]byte(parts[1]))
	if err != nil {
		return err
	}
	if index >= tree.N {
		return errors.New("an entry beyond the end of the tree")
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}
