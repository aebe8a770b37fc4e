"""Web addresses: which of them mean one page. Pure: nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# What links carry to tell where a reader came from, never which page is meant: the parameters that Firefox (query
# parameter stripping) and the ClearURLs project remove from any address.
_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|hsa_.*|oly_.*|vero_.*|__hs.*|_hs.*|mc_[ce]id|mkt_tok|[a-z]*clid|gbraid|wbraid|igshid|igsh"
    r"|_ga|_gl|_openstat|ref_src|ref_url|cmpid|ocid|s_cid|ns_source|ns_mchannel|ns_campaign|at_medium|at_campaign",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def address_key(url: str) -> str:
    """The address without the parts that make no difference to the page; the same for two addresses of one page.

    http and https, `www.`, the host's case, the default port, a slash at the end, the order of the parameters,
    tracking parameters and a place within the page (`#...`) make no difference. An address that cannot be taken
    apart is its own key.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    if not host:
        return url
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""  # a page of its own there
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~", errors="surrogateescape")
    number = f":{port}" if port not in (None, _PORTS.get(parts.scheme.lower())) else ""
    return f"{host}{number}{path.rstrip('/')}{query}{fragment}"
