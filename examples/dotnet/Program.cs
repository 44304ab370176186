// One notification from its document to its last status, with .NET 8 alone. Not run by the tests of this repository.
// SEND_SIM_URL=http://127.0.0.1:7363 dotnet run
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

var url = Environment.GetEnvironmentVariable("SEND_SIM_URL") ?? "http://127.0.0.1:7363";
// Never through a proxy of the machine: the simulator is here.
using var http = new HttpClient(new HttpClientHandler { UseProxy = false }) { BaseAddress = new Uri(url) };

async Task<JsonNode?> Call(HttpMethod method, string path, object? body = null)
{
    using var request = new HttpRequestMessage(method, path);
    if (body != null) request.Content = JsonContent.Create(body);
    using var response = await http.SendAsync(request);
    var text = await response.Content.ReadAsStringAsync();
    if (!response.IsSuccessStatusCode)
    {
        var hint = response.Headers.TryGetValues("x-send-sim-hint", out var hints) ? string.Join(" ", hints) : "";
        throw new InvalidOperationException($"{(int)response.StatusCode} {text} {hint}");
    }
    return text.Length == 0 ? null : JsonNode.Parse(text);
}

// A sandbox is a world of its own; its key is all that a client needs. On the real platform there is the key alone.
var sandbox = (await Call(HttpMethod.Post, "/_sim/sandboxes", new { clock = new { mode = "manual" } }))!;
var sender = sandbox["senders"]![0]!;
http.DefaultRequestHeaders.Add("x-api-key", (string?)sender["apiKeys"]![0]!["key"]);

var pdf = Encoding.ASCII.GetBytes(
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
var sha256 = Convert.ToBase64String(SHA256.HashData(pdf));

// 1. A slot, and the upload with every header that is signed. The key is not for the store: a client without it.
var slots = await Call(HttpMethod.Post, "/delivery/attachments/preload",
    new[] { new { preloadIdx = "0", contentType = "application/pdf", sha256 } });
var slot = slots![0]!;
using var store = new HttpClient(new HttpClientHandler { UseProxy = false });
using var upload = new HttpRequestMessage(new HttpMethod((string)slot["httpMethod"]!), (string)slot["url"]!)
{
    Content = new ByteArrayContent(pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } },
};
upload.Headers.Add("x-amz-meta-secret", (string)slot["secret"]!);
upload.Headers.Add("x-amz-checksum-sha256", sha256);
using var uploaded = await store.SendAsync(upload);
uploaded.EnsureSuccessStatusCode();

// 2. The request. The address decides what happens, as in the test environment.
var sent = await Call(HttpMethod.Post, "/delivery/v2.6/requests", new
{
    paProtocolNumber = "2026-0001",
    subject = "Sollecito di pagamento",
    taxonomyCode = "010101P",
    senderDenomination = (string)sender["denomination"]!,
    senderTaxId = (string)sender["taxId"]!,
    notificationFeePolicy = "FLAT_RATE",
    physicalCommunicationType = "AR_REGISTERED_LETTER",
    documents = new[]
    {
        new
        {
            contentType = "application/pdf",
            digests = new { sha256 },
            @ref = new { key = (string)slot["key"]!, versionToken = uploaded.Headers.GetValues("x-amz-version-id").First() },
        },
    },
    recipients = new[]
    {
        new
        {
            recipientType = "PF",
            taxId = "LRTFNC80A01F205B",
            denomination = "Loretta Franco",
            physicalAddress = new { address = "VIA @OK_AR", zip = "20121", municipality = "MILANO", province = "MI" },
        },
    },
});

// 3. The client polls. Here the clock stands still: the second read finds the validation done.
var statusPath = "/delivery/v2.6/requests?notificationRequestId="
    + Uri.EscapeDataString((string)sent!["notificationRequestId"]!);
JsonNode status;
do
{
    status = (await Call(HttpMethod.Get, statusPath))!;
    if ((string)status["notificationRequestStatus"]! == "REFUSED")
        throw new InvalidOperationException(status["errors"]!.ToJsonString());
} while ((string)status["notificationRequestStatus"]! != "ACCEPTED");
var iun = (string)status["iun"]!;

// 4. Weeks in a moment.
await Call(HttpMethod.Post, "/_sim/clock/advance", new { until = new { iun, status = "EFFECTIVE_DATE" }, max = "P1Y" });
var detail = (await Call(HttpMethod.Get, $"/delivery/v2.9/notifications/sent/{iun}"))!;
foreach (var element in detail["timeline"]!.AsArray())
    Console.WriteLine($"{element!["timestamp"]} {element["category"]}");
Console.WriteLine(detail["notificationStatus"]);

await Call(HttpMethod.Delete, $"/_sim/sandboxes/{sandbox["id"]}");
