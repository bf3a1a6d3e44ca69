# SPDX-License-Identifier: Apache-2.0
"""Ten kinds of issue, and the public page that helps with each."""
from urllib.parse import urlparse

from goods_manifest import hand_table, manifest, text, write_dataset

IDENTITY = "sourcelight/guidance"


def compile_all():
    """Checks the form of the addresses (the net is not asked) and writes the manifest."""
    rows = hand_table(IDENTITY)
    for row in rows:
        address = urlparse(row["url"])
        if address.scheme != "https" or "." not in address.netloc:
            raise SystemExit(f"{IDENTITY}: {row['kind']}: address {row['url']!r} is no https page")
    write_dataset(manifest(
        IDENTITY, "Guidance for ten kinds of issue", licence="own",
        landing_page="https://www.dol.gov/agencies/ilab/comply-chain", edition="1",
        published="2026-11-22", rows={"min": 10, "max": 10},
        how="titles and addresses of public guidance of the ILO, the OECD, the United Nations and "
            "US departments; questions and actions are in our own words",
        known_gaps=["addresses are checked for form only; a publisher may move a page"],
        reviewed="form of each address by script; titles by hand", key=["kind"],
        columns=[
            text("kind", "kind of issue"), text("title", "title of the guidance"),
            text("publisher", "who publishes it"), text("url", "public page"),
            text("question_to_ask", "first question to the supplier"),
            text("action", "what to do first"),
        ],
        assertions=[
            {"where": {"kind": "state-imposed"}, "column": "publisher",
             "equals": "Organisation for Economic Co-operation and Development",
             "reason": "its guidance covers ending a relation"},
        ]), rows)
