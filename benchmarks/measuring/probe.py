"""Runs in the fresh process: imports the package's app, answers one GET, says how long it took and how.

`python probe.py <package> <folder of recorded answers> <office> <service> [--watch]`. It loads nothing that the
package's app would not load, so it is plain and alone: no project code, and the only patch is the transport, where a
recorded answer stands in for the network.
"""

from __future__ import annotations

import sys
import time

folder, recording, office, service = sys.argv[1:5]
told: dict[str, bytes] = {}
for operation in ("GetItem", "Query"):
    with open(f"{recording}/{operation}", "rb") as body:  # noqa: PTH123 - pathlib may not be loaded yet
        told[operation] = body.read()
sys.path.insert(0, folder)
compiled: list[str] = []
if "--watch" in sys.argv:
    import importlib._bootstrap_external as importing

    compile_source = importing.SourceLoader.source_to_code

    def watched(self, data, path, **options):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN003, ANN201
        """Compile, and remember what had to be."""
        compiled.append(str(path))
        return compile_source(self, data, path, **options)

    importing.SourceLoader.source_to_code = watched  # type: ignore[method-assign] # only to watch it

began = time.perf_counter()
import app  # noqa: E402 - this is what is measured

imported = time.perf_counter()

import json  # noqa: E402 - loaded by the app already

import botocore.httpsession  # noqa: E402 - as above
from botocore.awsrequest import AWSResponse  # noqa: E402 - as above

calls: list[str] = []


class Body:
    """A response's body as urllib3 hands it over."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def stream(self, *_arguments: object, **_options: object):  # type: ignore[no-untyped-def] # noqa: ANN201
        """All of it."""
        yield self.content


def send(_self, request):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - in the place of a botocore method
    """Answer from the recording."""
    target = request.headers["X-Amz-Target"]
    operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
    calls.append(operation)
    content = told[operation]
    headers = {"content-type": "application/x-amz-json-1.0", "content-length": str(len(content))}
    return AWSResponse(request.url, 200, headers, Body(content))  # type: ignore[arg-type] # read as a mapping


botocore.httpsession.URLLib3Session.send = send  # type: ignore[method-assign] # no network here
resource = "/v1/offices/{office}/services/{service}/slots"
event = {
    "resource": resource,
    "path": resource.format(office=office, service=service),
    "httpMethod": "GET",
    "headers": {"accept-language": "id"},
    "multiValueHeaders": {"accept-language": ["id"]},
    "queryStringParameters": None,
    "multiValueQueryStringParameters": None,
    "pathParameters": {"office": office, "service": service},
    "stageVariables": None,
    "body": None,
    "isBase64Encoded": False,
    "requestContext": {
        "resourcePath": resource,
        "httpMethod": "GET",
        "requestId": "probe",
        "identity": {"sourceIp": "203.0.113.7"},
        "path": resource.format(office=office, service=service),
        "stage": "live",
    },
}


class Context:
    """What Lambda says about the call."""

    aws_request_id = "probe"
    function_name = "api"
    memory_limit_in_mb = 1024
    invoked_function_arn = "arn:aws:lambda:ap-southeast-3:000000000000:function:api"


answer = app.app(event, Context())
done = time.perf_counter()


def how(module: object) -> str:
    """By which form of itself a module of the package came to be."""
    spec = getattr(module, "__spec__", None)
    origin, cached = str(getattr(spec, "origin", "")), getattr(spec, "cached", None)
    if not origin.startswith(folder):
        return ""
    if origin.endswith(".pyc"):
        path, kind = origin, "bytecode alone"
    elif origin.endswith(".py"):
        if cached is None or origin in compiled:
            return "compiled from source"
        path, kind = cached, "bytecode beside its source"
    else:
        return "machine code"
    try:
        with open(path, "rb") as code:  # noqa: PTH123 - as above
            flags = code.read(8)[4]
    except FileNotFoundError:
        return "compiled from source"
    return f"{kind}, {'unchecked hash' if flags == 1 else 'checked against its source'}"


forms: dict[str, int] = {}
for module in list(sys.modules.values()):
    if form := how(module):
        forms[form] = forms.get(form, 0) + 1
print(
    json.dumps(
        {
            "status": answer["statusCode"],
            "body": len(answer["body"]),
            "calls": calls,
            "import": imported - began,
            "all": done - began,
            "modules": len(sys.modules),
            "forms": forms,
            "compiled": len(compiled),
        }
    )
)
