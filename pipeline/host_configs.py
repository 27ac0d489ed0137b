"""Ready configurations for hosts, made from the templates in `deploy/` and the header policy of the finished site.

The policy comes from `pipeline.policy.headers`, media types and cache lives from `pipeline.serve`; nothing of them is
written twice. Every value is quoted for the file it goes into, and one that cannot be is refused.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import policy
from pipeline.bootstrap import ROOT
from pipeline.serve import FOR_EVER, HASHED, MEDIA_TYPES

TEMPLATES = ROOT / "deploy"
MARK = re.compile(r"%([A-Z_]+)%")
CLOUDFLARE_RULES, CLOUDFLARE_LINE = 100, 2000
CSP = "Content-Security-Policy"
#: HASHED for Go's regular expressions, which cannot look ahead: a word of the letters a to f would count, too.
HASHED_PLAIN = HASHED.pattern.replace(r"(?=[0-9a-f]*\d)", "")


class ConfigError(ValueError):
    """A configuration cannot be written; the message says which and why."""


def fill(name: str, values: Mapping[str, str]) -> str:
    """A template with its %MARKS% replaced. Raises ConfigError for a mark without value."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")

    def put(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise ConfigError(f"{name}: nothing to put in the place of {found[0]}")
        return values[found[1]]

    return MARK.sub(put, text)


def quoted(value: str) -> str:
    """A value in double quotes, for nginx and Caddy. Raises ConfigError where it would end the quotes."""
    if re.search(r'["\\\n\r]|\$\w', value):
        raise ConfigError(f"{value[:80]!r} cannot be put into a configuration")
    return f'"{value}"'


def regex(pattern: str, base: str) -> str:
    """A shell pattern of `pipeline.policy` (`*` crosses slashes) as a regular expression, for a site below `base`."""
    pattern = pattern if pattern.startswith("*") else base + pattern.removeprefix("/")
    return "^" + ".*".join(re.escape(part) for part in pattern.split("*")) + "$"


def split(rules: Sequence[policy.Headers]) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """The headers of every path, and for each header that differs somewhere: its (pattern, value) pairs, first to last."""
    everywhere: dict[str, str] = {}
    differing: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for rule in rules:
        for name, value in rule.headers.items():
            if rule.pattern == "/*":
                everywhere[name] = value
            else:
                differing[name].append((rule.pattern, value))
    return everywhere, differing


def https_header() -> tuple[str, str]:
    """The one header that is for https only."""
    ((name, value),) = policy.ONLY_HTTPS.items()
    return name, value


def nginx(
    rules: Sequence[policy.Headers], *, root: str, listen: str = "80", server_name: str = "_", base: str = "/"
) -> str:
    """nginx.conf's part for this site, below the folder `base` of the host, with the files in `root`."""
    everywhere, differing = split(rules)
    maps, headers = [], []
    for name, value in everywhere.items():
        said = quoted(value)
        if name in differing:
            variable = "$sg_" + re.sub(r"[^a-z]", "_", name.lower())
            lines = "".join(
                f'    "~{regex(pattern, base)}" {quoted(given)};\n'
                for pattern, given in reversed(differing[name])
            )
            maps.append(f"map $uri {variable} {{\n    default {said};\n{lines}}}\n")
            said = variable
        headers.append(f"    add_header {name} {said} always;")
    types = defaultdict(list)
    for ending, media in MEDIA_TYPES.items():
        types[media.partition(";")[0]].append(ending.lstrip("."))
    return fill(
        "nginx.conf",
        {
            "HASHED": HASHED.pattern,
            "MAPS": "".join(maps),
            "LISTEN": listen,
            "SERVER_NAME": server_name,
            "TYPES": "\n".join(f"        {media} {' '.join(ends)};" for media, ends in types.items()),
            "HEADERS": "\n".join(headers),
            "HTTPS": " ".join((https_header()[0], quoted(https_header()[1]))),
            "BASE": base,
            "ROOT": root,
        },
    )


def caddy(rules: Sequence[policy.Headers], *, root: str, listen: str = "example.org", base: str = "/") -> str:
    """A Caddyfile for this site. Caddy strips the folder before anything else looks at the path."""
    everywhere, differing = split(rules)
    headers = [f"\t\theader {name} {quoted(value)}" for name, value in everywhere.items()]
    plain = "\n".join(headers)
    for name, pairs in differing.items():
        for number, (pattern, value) in enumerate(pairs):
            matcher = f"@{name.lower()}-{number}"
            headers += [
                f"\t\t{matcher} path_regexp {regex(pattern, '/')}",
                f"\t\theader {matcher} {name} {quoted(value)}",
            ]
    types = []
    by_media = defaultdict(list)
    for ending, media in MEDIA_TYPES.items():
        by_media[media].append(f"*{ending}")
    for number, (media, endings) in enumerate(by_media.items()):
        if media.startswith("text/html"):
            continue  # Caddy's own, and it would be wrong for a folder's redirect
        types += [
            f"\t\t@type{number} path {' '.join(endings)}",
            f"\t\theader @type{number} Content-Type {quoted(media)}",
        ]
    folder = base.rstrip("/")
    return fill(
        "Caddyfile",
        {
            "LISTEN": listen,
            "ROOT": root,
            "STRIP": f"redir {folder} {base} 301\n\turi strip_prefix {folder}" if folder else "",
            "HASHED": HASHED_PLAIN,
            "TYPES": "\n".join(types),
            "HEADERS": "\n".join(headers),
            "ERROR_HEADERS": plain,
            "HTTPS": " ".join((https_header()[0], quoted(https_header()[1]))),
        },
    )


def disjoint(rules: Sequence[policy.Headers], names: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The rules as Netlify and Cloudflare Pages read them: they add up what fits, so no header may come twice.

    `names` are the files of the site. Headers that are alike for all go to `/*`; a header that differs is given to
    folders of pages and, one by one, to the scripts: nothing else has a policy of its own.
    """
    everywhere, differing = split(rules)
    shared = {name: value for name, value in everywhere.items() if name not in differing}
    own = {name: value for name, value in everywhere.items() if name in differing}
    pages = [name for name in names if name.endswith(".html")]
    scripts = [name for name in names if name.endswith((".js", ".mjs"))]
    folders = sorted({name.partition("/")[0] for name in pages if "/" in name})
    found: list[tuple[str, dict[str, str]]] = [("/*", shared)]
    if own:
        found.append(("/", own))
        found += [(f"/{name}", own) for name in pages if "/" not in name and name != "index.html"]
        found += [(f"/{folder}/*", own) for folder in folders]
        for name in scripts:
            given = policy.headers_for(rules, f"/{name}")
            found.append((f"/{name}", {header: given[header] for header in own}))
    return found


def netlify_headers(rules: Sequence[policy.Headers], names: Sequence[str]) -> str:
    """`_headers` for Netlify and Cloudflare Pages. Raises ConfigError where Cloudflare's limits are passed."""
    hashed = [name for name in names if HASHED.search("/" + name)]
    lines = [
        "# Netlify and Cloudflare Pages. Made by `make dist`; both send `max-age=0, must-revalidate` for what is not named.",
    ]
    blocks = disjoint(rules, names)
    merged: dict[str, dict[str, str]] = {path: dict(headers) for path, headers in blocks}
    # A folder in which every file carries a hash is one rule; elsewhere each file has its own.
    for folder in sorted({name.rpartition("/")[0] for name in hashed}):
        inside = [name for name in names if name.startswith(folder + "/")]
        if all(name in hashed for name in inside) and not any(f"/{name}" in merged for name in inside):
            merged.setdefault(f"/{folder}/*", {})["Cache-Control"] = FOR_EVER
        else:
            for name in inside:
                if name in hashed and name.rpartition("/")[0] == folder:
                    merged.setdefault(f"/{name}", {})["Cache-Control"] = FOR_EVER
    for path, headers in merged.items():
        lines.append(path)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    if len(merged) > CLOUDFLARE_RULES:
        raise ConfigError(f"_headers has {len(merged)} rules; Cloudflare Pages reads {CLOUDFLARE_RULES}")
    longest = max(lines, key=len)
    if len(longest) > CLOUDFLARE_LINE:
        raise ConfigError(
            f"_headers has a line of {len(longest)} characters; Cloudflare reads {CLOUDFLARE_LINE}"
        )
    return "\n".join(lines) + "\n"


def netlify_redirects(moved: Mapping[str, str]) -> str:
    """`_redirects` for Netlify and Cloudflare Pages: pages that have moved. An anchor is not sent to a host."""
    pages = {old: new for old, new in moved.items() if "#" not in old}
    lines = [
        "# Pages that have moved (deploy/moved-anchors.txt). The site has a page at each old address, too."
    ]
    return "\n".join([*lines, *(f"/{old} /{new} 301" for old, new in pages.items())]) + "\n"


def cloudfront(rules: Sequence[policy.Headers]) -> dict[str, str]:
    """CloudFront's response headers policies as `aws cloudfront` reads them: one for all, one for the aids' worker.

    CloudFront wants the headers it knows as security headers under names of its own.
    """
    found = {}
    for name, path in (("pages", "/"), ("worker", "/assets/sg/worker.js")):
        given = policy.headers_for(rules, path)
        security: dict[str, object] = {
            "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": given.pop(CSP)},
            "ContentTypeOptions": {"Override": True},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": given.pop("Referrer-Policy")},
            "StrictTransportSecurity": {
                "Override": True,
                "AccessControlMaxAgeSec": 31536000,
                "IncludeSubdomains": True,
            },
        }
        given.pop("X-Content-Type-Options")
        items = [{"Header": key, "Value": said, "Override": True} for key, said in given.items()]
        document = {
            "Name": f"steady-ground-{name}",
            "SecurityHeadersConfig": security,
            "CustomHeadersConfig": {"Quantity": len(items), "Items": items},
        }
        found[f"cloudfront-{name}.json"] = json.dumps(document, indent=2) + "\n"
    return found


def check_names(names: Sequence[str]) -> None:
    """Raises ConfigError where a file would be kept for ever by a server that reads HASHED_PLAIN and should not be."""
    odd = [
        name for name in names if bool(HASHED.search("/" + name)) != bool(re.search(HASHED_PLAIN, "/" + name))
    ]
    if odd:
        raise ConfigError(f"{odd[0]} looks like a name with a hash: give it another name")


def container(rules: Sequence[policy.Headers]) -> dict[str, str]:
    """The files of the container beside the site: name -> text."""
    return {
        "Containerfile": fill("Containerfile", {}),
        "container-main.conf": fill("container-main.conf", {}),
        "container.conf": nginx(rules, root="/srv/site", listen="8080"),
    }


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Writes named texts into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
