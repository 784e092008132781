"""Reads a built site the way a link checker does."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from lxml import html

REFERENCES = ("href", "src", "action", "poster", "data")
NOT_FETCHED = ("mailto:", "data:", "javascript:", "tel:", "#", "about:")


def pages(site):
    """Every built page with its parsed tree."""
    return [(f, html.parse(str(f), html.HTMLParser(encoding="utf-8"))) for f in sorted(site.rglob("*.html"))]


def references(tree):
    """Every address that an element of a page names, with the element."""
    for element in tree.iter():
        for name in REFERENCES:
            if isinstance(element.tag, str) and (value := element.get(name)) is not None:
                yield element, value


def broken_links(site):
    """Local links whose file or anchor does not exist, as `page → address`."""
    anchors = {f.resolve(): {e.get("id") for e in t.iter() if isinstance(e.tag, str)} for f, t in pages(site)}
    found = []
    for file, tree in pages(site):
        base = site if file.name == "404.html" else file.parent
        for _, value in references(tree):
            parts = urlsplit(value)
            if parts.scheme or parts.netloc or value == "":
                continue
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else file.resolve()
            if target.is_dir():
                target /= "index.html"
            known = anchors.get(target)
            fragment = unquote(parts.fragment)
            is_missing = known is None and not target.exists()
            if is_missing or (fragment and known is not None and fragment not in known):
                found.append(f"{file.relative_to(site)} → {value}")
    return found


def other_hosts(site):
    """Addresses of other hosts that a page would load or lead to."""
    return [
        f"{file.relative_to(site)} → {value}"
        for file, tree in pages(site)
        for _, value in references(tree)
        if urlsplit(value).netloc
    ]


def repeated_ids(site):
    """Ids that a page gives to two elements."""
    found = []
    for file, tree in pages(site):
        ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
        found += [f"{file.relative_to(site)} #{i}" for i in sorted({i for i in ids if ids.count(i) > 1})]
    return found
