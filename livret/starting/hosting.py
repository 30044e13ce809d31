"""What a host has to know of a site: which headers to send, what to answer for a page that is not there, how to build it.

One table says what is sent with which files, one of which type they are; each host has a writer that puts it in the host's own words, for the languages and the address of a site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import indent
from urllib.parse import quote, unquote, urlsplit

from livret import paths
from livret.problems import Report
from livret.publish import atomic
from livret.schema.admin import Admin
from livret.schema.site_config import SiteConfig
from livret.source import admin_folder
from livret.source import read as source
from livret.source.door import Door
from livret.web import policy

_HASHED = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Sent:
    """The headers of all files of a folder of public/, beside those of the whole; `why` is a remark for whoever reads the host's file."""

    folder: str
    headers: Mapping[str, str]
    why: str = ""


SENT = (
    Sent(
        "",
        {
            "Content-Security-Policy": policy.SENT,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Strict-Transport-Security": "max-age=31536000",
            "Cache-Control": "no-cache",
        },
    ),
    Sent(paths.ASSETS, {"Cache-Control": _HASHED}),
    Sent(paths.MEDIA, {"Cache-Control": _HASHED}),
    Sent(
        paths.CARRIED,
        {"Content-Disposition": "attachment"},
        "Files to carry are saved, not shown: what a page of the site may load is not what they hold.",
    ),
    Sent("data/", {"Access-Control-Allow-Origin": "*"}, "Open data is for everybody's programs."),
)


def sent(admin: Admin | None) -> tuple[Sent, ...]:
    """The headers of a site; one with an editor sends that with a policy of its own, and lets it open the window in which one signs in."""
    if admin is None:
        return SENT
    headers = {
        "Content-Security-Policy": policy.sent_with_editor(admin.asked),
        "Cross-Origin-Opener-Policy": "unsafe-none",
        "X-Robots-Tag": "noindex",
    }
    return (*SENT, Sent(paths.ADMIN, headers, "The editor asks the Git host, in whose window one signs in."))


# Every kind of file that is published, by its ending: what a server knows by itself differs from one to the next.
_TEXTS = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
    "ics": "text/calendar",
    "csv": "text/csv",
    "txt": "text/plain",
    "xml": "application/xml",
    "svg": "image/svg+xml",
}
_BYTES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "opus": "audio/ogg",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}
_TYPES = _TEXTS | _BYTES
UNKNOWN = "application/octet-stream"
_HIDDEN = r"(.*/)?\.(?!well-known/)"  # what no server shows, behind the address of the site: .livret-output


def media_type(path: str) -> str:
    """What a published file is sent as; texts are UTF-8."""
    ending = path.rpartition(".")[2]
    return f"{_TEXTS[ending]}; charset=utf-8" if ending in _TEXTS else _BYTES.get(ending, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Host:
    """A host: the file that it reads, from the site folder, and what stands in it."""

    path: str
    write: Callable[[SiteConfig, Admin | None], str]

    def file(self, name: str, config: SiteConfig, admin: Admin | None = None) -> str:
        """The file for a site, with the mark by which it may be written anew."""
        return (
            f"{mark(name)}. Run it again when “languages” or “url” of content/site.yaml have changed.\n{self.write(config, admin)}"
        )


def mark(name: str) -> str:
    """How a file begins that is Livret's to write."""
    return f"# Written by `livret host {name}`"


def base(config: SiteConfig) -> str:
    """The folder of the host in which a site lies, as it is read: `/`, or `/été/` for https://example.org/%C3%A9t%C3%A9/."""
    return f"/{unquote(urlsplit(config.url).path).strip('/')}/".replace("//", "/")


def _lost(config: SiteConfig) -> Iterator[tuple[str, str]]:
    """Folders, and the page that answers for what is not in them: each language has its own; the narrowest first."""
    yield from ((f"{tag}/", f"{tag}/{paths.LOST}") for tag in config.languages)
    yield "", paths.LOST


def _netlify(config: SiteConfig, admin: Admin | None) -> str:
    parts = [_NETLIFY]
    for each in sent(admin):
        values = "".join(f'    {name} = "{value}"\n' for name, value in each.headers.items())
        why = f"# {each.why}\n" if each.why else ""
        parts.append(f'{why}[[headers]]\n  for = "/{each.folder}*"\n  [headers.values]\n{values}')
    for number, (folder, page) in enumerate(_lost(config)):
        why = "" if number else "# Each language has its own page for what is not there.\n"
        parts.append(f'{why}[[redirects]]\n  from = "/{folder}*"\n  to = "/{page}"\n  status = 404\n')
    return "\n".join(parts)


_NETLIFY = """\
# Netlify builds with pip alone; see docs/publishing.md.
[build]
  command = "pip install -r requirements.txt && python -m livret"
  publish = "public"

[build.environment]
  PYTHON_VERSION = "3.12"

# Links name .html and assets carry the hash of their bytes: nothing may be rewritten.
[build.processing]
  skip_processing = true
[build.processing.html]
  pretty_urls = false
"""


def _gitlab(_: SiteConfig, __: Admin | None) -> str:
    return _GITLAB


_GITLAB = """\
# GitLab Pages: a schedule under Build, once a day, publishes what begins or ends on a day.
image: python:3.12

pages:
  script:
    - pip install -r requirements.txt
    - python -m livret
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

# A merge request: a comment with what is wrong, and a site to look at behind “View app”. To comment, GitLab wants a token of the project
# that has “api” and the role Reporter, as the masked variable LIVRET_COMMENT; without it, review.md of the job has it all.
review:
  variables: {GIT_DEPTH: "0"}
  script:
    - pip install -r requirements.txt
    - git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    - python -m livret check --comment --changed FETCH_HEAD > review.md || touch failed
    - test -e failed || python -m livret --no-pdf --out preview
    - test -e failed || printf '\\n[The site, to look at](%s)\\n' "$PREVIEW" >> review.md
    - |
      if [ -n "$LIVRET_COMMENT" ]; then
        curl --silent --show-error --fail --output /dev/null --header "PRIVATE-TOKEN: $LIVRET_COMMENT" --data-urlencode body@review.md \\
          "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes" || true
      fi
    - test ! -e failed
  environment: {name: "review/$CI_MERGE_REQUEST_IID", url: $PREVIEW, auto_stop_in: 2 weeks}
  artifacts: {when: always, paths: [review.md, preview], expire_in: 2 weeks, expose_as: review}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      variables:
        PREVIEW: https://$CI_PROJECT_ROOT_NAMESPACE.$CI_PAGES_DOMAIN/-/$CI_PROJECT_NAME/-/jobs/$CI_JOB_ID/artifacts/preview/index.html
"""


def _github(_: SiteConfig, __: Admin | None) -> str:
    return _GITHUB


_GITHUB = """\
# GitHub Pages: choose “GitHub Actions” under Settings, Pages.
name: pages
on:
  push: {branches: [main, master]}
  workflow_dispatch:
  schedule:
    - cron: "17 3 * * *"  # what begins or ends on a day
permissions: {contents: read, pages: write, id-token: write}
concurrency: {group: pages}
jobs:
  pages:
    runs-on: ubuntu-latest
    environment: {name: github-pages, url: "${{ steps.deployment.outputs.page_url }}"}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683  # v4.2.2
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065  # v5.6.0
        with: {python-version: "3.12"}
      - run: pip install -r requirements.txt
      - run: python -m livret
      - uses: actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa  # v3.0.1
        with: {path: public}
      - id: deployment
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e  # v4.0.5
"""


def _github_review(_: SiteConfig, __: Admin | None) -> str:
    return _GITHUB_REVIEW


# What somebody proposes is built as it is, with a token that can only comment; from a copy of the repository it cannot, and the summary of the run has it all.
_GITHUB_REVIEW = """\
# GitHub: what somebody proposes is checked, with a comment on the pull request and a site to look at.
name: review
on: [pull_request]
permissions: {contents: read, pull-requests: write}
concurrency: {group: "review-${{ github.ref }}", cancel-in-progress: true}
jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683  # v4.2.2
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065  # v5.6.0
        with: {python-version: "3.12"}
      - run: pip install -r requirements.txt
      - id: check
        run: python -m livret check --comment --changed "origin/$GITHUB_BASE_REF" > review.md
        continue-on-error: true
      - if: steps.check.outcome == 'success'
        run: python -m livret --no-pdf --out preview
      - if: steps.check.outcome == 'success'
        id: preview
        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02  # v4.6.2
        with: {name: preview, path: preview, retention-days: 14}
      - env: {PREVIEW: "${{ steps.preview.outputs.artifact-url }}"}
        run: |
          if [ -n "$PREVIEW" ]; then printf '\\n[The site, to look at](%s)\\n' "$PREVIEW" >> review.md; fi
          cat review.md >> "$GITHUB_STEP_SUMMARY"
      - env: {GH_TOKEN: "${{ github.token }}", NUMBER: "${{ github.event.number }}"}
        run: gh pr comment "$NUMBER" --edit-last --create-if-none --body-file review.md
        continue-on-error: true
      - if: steps.check.outcome != 'success'
        run: exit 1
"""


def _apache(config: SiteConfig, admin: Admin | None) -> str:
    """An .htaccess: it may stand in any folder of a host that allows one."""
    root = base(config)
    types = "".join(f"AddType {kind} .{ending}\n" for ending, kind in _TYPES.items())
    headers = "".join(_in_folder(root, each.folder, _set(each)) for each in sent(admin))
    lost = "".join(_in_folder(root, folder, _error_documents(quote(root + page))) for folder, page in _lost(config))
    return _APACHE.format(
        types=types,
        texts=" ".join(f".{ending}" for ending in _TEXTS),
        compressed=" ".join(_TEXTS.values()),
        tags=" ".join(f".{tag}" for tag in config.languages),
        headers=headers,
        hidden=f"^{re.escape(root)}{_HIDDEN}",
        lost=lost,
    )


_APACHE = """\
# Apache 2.4: upload it as .htaccess, beside index.html. The folder has “AllowOverride All”, and mod_headers is on.
Options -Indexes -MultiViews
DirectoryIndex index.html
{types}AddCharset utf-8 {texts}
# The tag in numeros.fr.html is no language of the answer, and no program's ending.
RemoveLanguage {tags}
RemoveHandler {tags}
# Apache marks what it sends compressed, and does not know the mark again: a page that has not changed would be sent anew.
RequestHeader edit* If-None-Match '-(?:gzip|br)"' '"'
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE {compressed}
</IfModule>
{headers}RedirectMatch 404 "{hidden}"
{lost}"""


def _set(sent: Sent) -> str:
    return "".join(f'Header always set {name} "{value}"\n' for name, value in sent.headers.items())


def _error_documents(page: str) -> str:
    """A folder without a page of its own is forbidden in Apache's eyes; to a reader, nothing is there."""
    return f"ErrorDocument 403 {page}\nErrorDocument 404 {page}\n"


def _in_folder(root: str, folder: str, lines: str) -> str:
    return f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(root + folder)}#">\n{lines}</If>\n' if folder else lines


def _nginx(config: SiteConfig, admin: Admin | None) -> str:
    """One location, and in it those that differ. One that sends a header of its own sends none of those around it: each has all."""
    root = base(config)
    whole = SENT[0].headers
    lost = dict(_lost(config))
    inside = [_location(root + each.folder, _add({**whole, **each.headers})) for each in sent(admin)[1:]]
    inside += [_location(root + folder, _error_page(root + page)) for folder, page in lost.items() if folder]
    return _NGINX.format(
        slash="" if root == "/" else _SLASH.format(bare=root.rstrip("/"), root=quote(root)),
        root=root,
        types="".join(f"        {kind} {ending};\n" for ending, kind in _TYPES.items()),
        texts=" ".join(kind for ending, kind in _TEXTS.items() if ending != "html"),  # which nginx has by itself
        whole=indent(_error_page(root + lost[""]) + _add(whole), _INWARDS),
        hidden=f"^{re.escape(root)}{_HIDDEN}",
        inside=indent("".join(inside), _INWARDS),
    )


_NGINX = """\
# nginx: include it in the server block, and put what public/ holds at the address of `root`, or write your own there.
{slash}location "{root}" {{
    root /var/www/html;
    index index.html;
    autoindex off;
    absolute_redirect off;
    types {{
{types}    }}
    charset utf-8;
    charset_types {texts};
    gzip on;
    gzip_vary on;
    gzip_types {texts};
{whole}    location ~ "{hidden}" {{
        return 404;
    }}
{inside}}}
"""
_SLASH = """\
location = "{bare}" {{
    absolute_redirect off;
    return 301 "{root}";
}}
"""
_INWARDS = " " * 4


def _location(path: str, lines: str) -> str:
    return f'location "{path}" {{\n{indent(lines, _INWARDS)}}}\n'


def _add(headers: Mapping[str, str]) -> str:
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())


def _error_page(page: str) -> str:
    """A folder without a page of its own is forbidden in nginx's eyes; to a reader, nothing is there."""
    return f'error_page 403 404 =404 "{page}";\n'


HOSTS: Mapping[str, Host] = {
    "netlify": Host(admin_folder.HEADERS["netlify"], _netlify),
    "gitlab": Host(".gitlab-ci.yml", _gitlab),
    "github": Host(".github/workflows/pages.yml", _github),
    "github-review": Host(".github/workflows/review.yml", _github_review),
    "apache": Host(admin_folder.HEADERS["apache"], _apache),
    "nginx": Host(admin_folder.HEADERS["nginx"], _nginx),
}


def renewed(door: Door, report: Report) -> Iterator[str]:
    """Writes anew what hosts read of a site, where it is Livret's to write; gives the paths of what changed."""
    reading = source.read(door, report)
    for name, host in HOSTS.items():
        if reading and door.has(host.path) and is_ours(door, name):
            yield from written(door, name, reading.site.config)


def is_ours(door: Door, name: str) -> bool:
    """Whether what a host reads may be written: there is nothing, or what Livret wrote."""
    path = HOSTS[name].path
    return not door.has(path) or door.text(path).startswith(mark(name))


def written(door: Door, name: str, config: SiteConfig) -> Iterator[str]:
    """Writes what a host reads; gives its path where it changed."""
    host = HOSTS[name]
    if atomic.write(door.root / host.path, host.file(name, config, admin_folder.settings(door)).encode()):
        yield host.path
