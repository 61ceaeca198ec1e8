package pages

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Asset is one file below pb_public/assets, ready to be served.
type Asset struct {
	Body []byte
	Gzip []byte // nil when packing does not help
	Type string // Content-Type
	Hash string // 16 hex digits of the SHA-256 of Body; also the version in ?v=
	Path string // where it is served: /assets/NAME
}

// Assets is every asset by its name relative to pb_public/assets.
type Assets struct{ files map[string]*Asset }

// assetTypes are the only kinds of files served; anything else in the folder is
// left alone. The types are fixed here because the system's table differs from
// machine to machine.
var assetTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
	".json":  "application/json",
}

// LoadAssets reads, hashes and packs every asset once, at start.
func LoadAssets(files fs.FS) (*Assets, error) {
	a := &Assets{files: map[string]*Asset{}}
	err := fs.WalkDir(files, "assets", func(file string, d fs.DirEntry, err error) error {
		kind := assetTypes[path.Ext(file)]
		if err != nil || d.IsDir() || kind == "" {
			return err
		}
		body, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		a.files[strings.TrimPrefix(file, "assets/")] = &Asset{Body: body, Type: kind, Path: "/" + file}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the assets: %w", err)
	}
	return a, a.seal()
}

// seal gives every asset its hash and packed form. Style sheets and scripts come
// last, because they name other assets by their version.
func (a *Assets) seal() error {
	var names, referring []string
	for name := range a.files {
		if ext := path.Ext(name); ext == ".css" || ext == ".js" {
			referring = append(referring, name)
		} else {
			names = append(names, name)
		}
	}
	// Vendored files refer to nothing of ours, and sort before what uses them.
	slices.SortFunc(referring, func(x, y string) int {
		return strings.Compare(order(x), order(y))
	})
	for _, name := range append(names, referring...) {
		f := a.files[name]
		if slices.Contains(referring, name) {
			f.Body = a.withVersions(f.Body)
		}
		sum := sha256.Sum256(f.Body)
		f.Hash = hex.EncodeToString(sum[:8])
		packed, err := pack(f)
		if err != nil {
			return fmt.Errorf("packing the asset %s: %w", name, err)
		}
		f.Gzip = packed
	}
	return nil
}

func order(name string) string {
	if strings.HasPrefix(name, "vendor/") {
		return "0" + name
	}
	return "1" + name
}

// reference is an asset named inside a style sheet or a script.
var reference = regexp.MustCompile(`/assets/[a-zA-Z0-9._/-]+\.[a-z0-9]+`)

// withVersions adds ?v= to the addresses of assets that are already sealed.
func (a *Assets) withVersions(body []byte) []byte {
	return reference.ReplaceAllFunc(body, func(address []byte) []byte {
		f := a.files[strings.TrimPrefix(string(address), "/assets/")]
		if f == nil || f.Hash == "" {
			return address
		}
		return fmt.Appendf(nil, "%s?v=%s", address, f.Hash)
	})
}

// pack is the gzip form of a text asset, or nil when it is not worth it.
func pack(f *Asset) ([]byte, error) {
	if strings.HasPrefix(f.Type, "font/") || f.Type == "image/png" || len(f.Body) < 512 {
		return nil, nil
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(f.Body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if b.Len() >= len(f.Body) {
		return nil, nil
	}
	return b.Bytes(), nil
}

// Find is the asset of that name.
func (a *Assets) Find(name string) (*Asset, bool) {
	f, ok := a.files[name]
	return f, ok
}

// URL is the address of an asset with its version, so that browsers may keep it
// for ever. A template that names a missing asset fails.
func (a *Assets) URL(name string) (string, error) {
	f, ok := a.files[name]
	if !ok {
		return "", fmt.Errorf("there is no asset %q", name)
	}
	return f.Path + "?v=" + f.Hash, nil
}
