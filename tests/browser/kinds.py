"""One address of the sample site for every kind of page."""

KINDS = {
    "portfolio": "",
    "account": "aldermoor/",
    "account without a file": "ivorsund/",
    "deal, the fullest": "aldermoor/core-banking/",
    "deal, the barest": "ivorsund/shore-power/",
    "deal, closed": "hollin/service-contracts/",
    "plan": "brackwell/claims-automation/plan/",
    "value": "aldermoor/core-banking/value/",
    "partner worksheet": "aldermoor/core-banking/partners/",
    "review": "aldermoor/core-banking/review/",
    "partners": "partners/",
    "partner": "partners/pellucid-data/",
    "competitors": "competitors/",
    "competitor": "competitors/zeldrin/",
    "forecast": "forecast/",
    "actions": "actions/",
    "findings": "findings/",
    "method": "method/",
    "not found": "nowhere/at-all/",
}
