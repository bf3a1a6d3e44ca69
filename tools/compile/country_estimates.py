# SPDX-License-Identifier: Apache-2.0
"""The ILO's global estimates of forced labour by edition, region, form and sector."""
from common import number, read_csv, write_dataset
from country_shared import CC_BY, PUBLISHED, manifest, real, text, whole

# Opening words of the source's name of the estimate -> edition and day of release.
EDITIONS = {"ILO 2012 Global": ("2012", "2012-06-01"), "ILO/Walk Free/IOM 2017": ("2017", "2017-09-19"),
            "ILO/Walk Free/IOM 2022": ("2022", "2022-09-12"), "ILO 2014 Profits": ("profits_2014", "2014-05-20"),
            "ILO 2024 Profits": ("profits_2024", "2024-03-19")}
QUANTITIES = {"people in forced labour": "forced_labour_people", "people in modern slavery": "modern_slavery_people",
              "people in forced labour (more than)": "forced_labour_people",
              "share of global total": "share_of_forced_labour", "share of people in forced labour": "share_of_forced_labour",
              "prevalence": "forced_labour_prevalence", "forced labour prevalence": "forced_labour_prevalence",
              "annual illegal profits": "illegal_profits", "annual illegal profit per victim": "illegal_profit_per_person",
              "annual illegal profit per victim (inflation adjusted)": "illegal_profit_per_person",
              "share of adults in forced labour exploitation with known type of work": "share_of_adults_in_exploitation"}
# Regions of 2012 were drawn otherwise than the five of 2017 and 2022: their slugs say so.
REGIONS = {"Asia and the Pacific": "asia_pacific", "Europe and Central Asia": "europe_central_asia", "Africa": "africa",
           "Arab States": "arab_states", "Americas": "americas", "World": "world", "World (private economy)": "world",
           "Asia-Pacific": "asia_pacific_2012", "Latin America and Caribbean": "latin_america_caribbean_2012",
           "Developed economies and EU": "developed_economies_eu_2012",
           "Central and South-eastern Europe and CIS": "south_east_europe_cis_2012", "Middle East": "middle_east_2012"}
FORMS = {"private economy, total": "private", "private economy": "private", "state-imposed": "state_imposed",
         "forced sexual exploitation": "sexual_exploitation", "commercial sexual exploitation": "sexual_exploitation",
         "forced commercial sexual exploitation": "sexual_exploitation",
         "forced labour exploitation (other economic activities)": "labour_exploitation",
         "private economy excl. sexual exploitation": "labour_exploitation",
         "private economy, other sectors": "labour_exploitation", "forced labour exploitation, other sectors": "labour_exploitation",
         "other forced labour exploitation": "labour_exploitation", "forced marriage": "forced_marriage"}
SECTORS = {"Agriculture": "agriculture", "Mining and quarrying": "mining", "Manufacturing": "manufacturing",
           "Construction": "construction", "Services": "services", "Other": "other", "agriculture": "agriculture",
           "domestic work": "domestic_work", "construction": "construction", "manufacturing": "manufacturing",
           "agriculture and fishing": "agriculture", "industry": "industry", "services": "services",
           "forced commercial sexual exploitation": "sexual_exploitation"}
GROUPS = {"children under 18": "children", "children": "children", "women and girls": "women_and_girls",
          "moved internally or internationally": "moved_within_or_across_borders", "low income": "low_income_countries",
          "high income": "high_income_countries"}


def row_of(source):
    start = next(k for k in EDITIONS if source["estimate"].startswith(k))
    edition, published = EDITIONS[start]
    kind, category, measure = source["dimension"], source["category"], source["measure"]
    quantity = QUANTITIES.get(measure) or {"people": "forced_marriage_people"}.get(measure)
    if quantity is None:  # modern slavery prevalence by region: Walk Free's own figures, not open
        return None
    row = {"edition": edition, "published": published, "reference_year": source["reference_year"],
           "quantity": quantity, "region": "world", "form": "all", "sector": "all", "group": "all",
           "value": number(source["value"]), "unit": source["unit"], "source_url": source["source_url"],
           "note": source["note"]}
    if kind.startswith("region"):
        row["region"] = REGIONS[category]
        row["form"] = "sexual_exploitation" if "sexual" in kind else "all"
    elif kind == "form":
        row["form"] = FORMS[category]
    elif kind == "sector":
        row["sector"] = SECTORS[category]
        row["form"] = "labour_exploitation" if measure.startswith(("people", "share of adults")) else "private"
    elif kind != "world":
        row["group"] = GROUPS[category]
    if "(private economy)" in category:
        row["form"] = "private"
    if "more than" in measure:
        row["note"] = "the source says more than"
    if not row["source_url"].startswith("http"):
        row["source_url"] = "https://github.com/modern-slavery-open-lib/make-labour-satellite"
        row["note"] = "secondary compilation; all six sectors sum to 15.7 million"
    if source["reference_year"] == "2014" and edition == "profits_2024":
        row["note"] = "inflation adjusted"
    return row


def global_estimates(reference):
    sources = read_csv(reference / "goods" / "ilo_estimates" / "ilo_global_estimates.csv")
    rows = [row for row in map(row_of, sources) if row]
    write_dataset(manifest(
        "ilo/global_estimates", "Global estimates of forced labour by region, form and sector",
        "International Labour Organization", CC_BY, official=True,
        landing_page="https://www.ilo.org/topics/forced-labour-modern-slavery-and-trafficking-persons",
        edition="2012, 2017, 2022; profits 2014 and 2024", published="2024-03-19",
        attribution="ILO, Walk Free and IOM, Global Estimates of Modern Slavery; ILO, Profits and Poverty",
        citation="ILO (2012), ILO Global Estimate of Forced Labour; ILO, Walk Free and IOM (2017, 2022), Global Estimates "
                 "of Modern Slavery; ILO (2014, 2024), Profits and Poverty.",
        read_from="the page named in source_url of each row; sectors of 2022 from modern-slavery-open-lib/"
                  "make-labour-satellite 0523fb5b5d",
        how="One row a printed figure. The five regions of 2022 sum to 27.5 million against 27.6 printed for the world; "
            "the five sectors without `other` sum to 13.8 million.",
        known_gaps=["The sector shares printed in the 2022 report were not found in text; the sector rows are a secondary "
                    "compilation that sums to 15.7 million with `other`.",
                    "For 2017 regions have prevalence only; for 2012 the regions are drawn otherwise.",
                    "Regional prevalence of all modern slavery is left out (not open)."],
        rows={"min": 85, "max": 98}, key=["edition", "reference_year", "quantity", "region", "form", "sector", "group", "unit"],
        columns=[text("edition", "2012, 2017, 2022, profits_2014, profits_2024", required=True), PUBLISHED,
                 whole("reference_year", "year the figure speaks for", min=2002, max=2026, required=True),
                 text("quantity", "what is counted", required=True), text("region", "ILO region or world", required=True),
                 text("form", "all, private, labour_exploitation, sexual_exploitation, state_imposed, forced_marriage", required=True),
                 text("sector", "all, or a broad sector", required=True), text("group", "all, or a group of people or countries", required=True),
                 real("value", "the figure", "see unit", min=0, max=100000, required=True),
                 text("unit", "million, percent, per 1000 people, billion USD, USD", required=True),
                 text("source_url", "where it was read", required=True), text("note", "doubt or qualification")],
        assertions=[
            {"where": {"edition": "2022", "quantity": "forced_labour_people", "region": "asia_pacific"}, "column": "value",
             "equals": "15.1", "reason": "report of 2022"},
            {"where": {"edition": "2022", "quantity": "forced_labour_people", "sector": "manufacturing"}, "column": "value",
             "equals": "3.2", "reason": "sector total used by the model"},
            {"where": {"edition": "2017", "quantity": "forced_labour_prevalence", "region": "arab_states"}, "column": "value",
             "equals": "2.2", "reason": "report of 2017"}]), rows)
