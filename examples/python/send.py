"""One notification from its document to its last status, with Python 3.8 alone. Run by the tests of this repository.

SEND_SIM_URL=http://127.0.0.1:7363 python3 send.py
"""

import base64
import hashlib
import json
import os
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("SEND_SIM_URL", "http://127.0.0.1:7363")
# Never through a proxy of the machine: the simulator is here.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method, address, key=None, body=None, headers=None):
    """Returns headers and body; what is refused is raised with the hint of the simulator."""
    is_file = isinstance(body, bytes)
    sent = {"x-api-key": key} if key else {}
    if body is not None and not is_file:
        sent["content-type"] = "application/json"
    sent.update(headers or {})
    request = urllib.request.Request(
        address if address.startswith("http") else URL + address,
        method=method,
        headers=sent,
        data=body if is_file or body is None else json.dumps(body).encode(),
    )
    try:
        with OPENER.open(request) as response:
            text = response.read().decode()
            return response.headers, json.loads(text) if text and not is_file else text
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{error.code} {error.read().decode()} {error.headers.get('x-send-sim-hint', '')}")


# A sandbox is a world of its own; its key is all that a client needs. On the real platform there is the key alone.
_, sandbox = call("POST", "/_sim/sandboxes", body={"clock": {"mode": "manual"}})
sender = sandbox["senders"][0]
key = sender["apiKeys"][0]["key"]

pdf = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
sha256 = base64.b64encode(hashlib.sha256(pdf).digest()).decode()

# 1. A slot, and the upload with every header that is signed.
_, slots = call(
    "POST",
    "/delivery/attachments/preload",
    key,
    [{"preloadIdx": "0", "contentType": "application/pdf", "sha256": sha256}],
)
slot = slots[0]
uploaded, _ = call(
    slot["httpMethod"],
    slot["url"],
    body=pdf,
    headers={
        "content-type": "application/pdf",
        "x-amz-meta-secret": slot["secret"],
        "x-amz-checksum-sha256": sha256,
    },
)

# 2. The request. The address decides what happens, as in the test environment.
_, sent = call(
    "POST",
    "/delivery/v2.6/requests",
    key,
    {
        "paProtocolNumber": "2026-0001",
        "subject": "Sollecito di pagamento",
        "taxonomyCode": "010101P",
        "senderDenomination": sender["denomination"],
        "senderTaxId": sender["taxId"],
        "notificationFeePolicy": "FLAT_RATE",
        "physicalCommunicationType": "AR_REGISTERED_LETTER",
        "documents": [
            {
                "contentType": "application/pdf",
                "digests": {"sha256": sha256},
                "ref": {"key": slot["key"], "versionToken": uploaded["x-amz-version-id"]},
            }
        ],
        "recipients": [
            {
                "recipientType": "PF",
                "taxId": "LRTFNC80A01F205B",
                "denomination": "Loretta Franco",
                "physicalAddress": {
                    "address": "VIA @OK_AR",
                    "zip": "20121",
                    "municipality": "MILANO",
                    "province": "MI",
                },
            }
        ],
    },
)

# 3. The client polls. Here the clock stands still: the second read finds the validation done.
query = urllib.parse.urlencode({"notificationRequestId": sent["notificationRequestId"]})
status = {}
while status.get("notificationRequestStatus") != "ACCEPTED":
    _, status = call("GET", f"/delivery/v2.6/requests?{query}", key)
    if status["notificationRequestStatus"] == "REFUSED":
        raise SystemExit(json.dumps(status["errors"]))

# 4. Weeks in a moment.
until = {"iun": status["iun"], "status": "EFFECTIVE_DATE"}
call("POST", "/_sim/clock/advance", key, {"until": until, "max": "P1Y"})
_, detail = call("GET", f"/delivery/v2.9/notifications/sent/{status['iun']}", key)
for element in detail["timeline"]:
    print(element["timestamp"], element["category"])
print(detail["notificationStatus"])

call("DELETE", f"/_sim/sandboxes/{sandbox['id']}")
