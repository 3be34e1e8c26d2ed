package link

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// version is raised when linking compares something else by the same weights.
const version = "2"

// Fingerprint names what links are made by: the weights, and what they weigh.
// Groups that two fingerprints made may differ.
func (s *Settings) Fingerprint() string {
	h := sha256.New()
	io.WriteString(h, version+"\n") // a hash takes everything
	_ = s.Model.Write(h, nil)
	return hex.EncodeToString(h.Sum(nil)[:8])
}
