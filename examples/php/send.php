<?php

// One notification from its document to its last status, with PHP 8 and its cURL extension. Not run by the tests of this repository.
// SEND_SIM_URL=http://127.0.0.1:7363 php send.php

declare(strict_types=1);

$url = getenv('SEND_SIM_URL') ?: 'http://127.0.0.1:7363';

/**
 * Returns headers (lower case) and body; what is refused is thrown with the hint of the simulator.
 *
 * @param array|string|null $body an array is sent as JSON, a text as it is
 */
function call(string $method, string $address, ?string $key = null, $body = null, array $headers = []): array
{
    global $url;
    if ($key !== null) {
        $headers[] = "x-api-key: $key";
    }
    if (is_array($body)) {
        $headers[] = 'content-type: application/json';
        $body = json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
    }
    $received = [];
    $curl = curl_init(str_starts_with($address, 'http') ? $address : $url . $address);
    curl_setopt_array($curl, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
        // Never through a proxy of the machine: the simulator is here.
        CURLOPT_PROXY => '',
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$received): int {
            $parts = explode(':', $line, 2);
            if (count($parts) === 2) {
                $received[strtolower($parts[0])] = trim($parts[1]);
            }
            return strlen($line);
        },
    ]);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, $body);
    }
    $text = curl_exec($curl);
    if ($text === false) {
        throw new RuntimeException(curl_error($curl));
    }
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    if ($status >= 300) {
        throw new RuntimeException("$status $text " . ($received['x-send-sim-hint'] ?? ''));
    }
    return [$received, json_decode($text, true)];
}

// A sandbox is a world of its own; its key is all that a client needs. On the real platform there is the key alone.
[, $sandbox] = call('POST', '/_sim/sandboxes', null, ['clock' => ['mode' => 'manual']]);
$sender = $sandbox['senders'][0];
$key = $sender['apiKeys'][0]['key'];

$pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    . "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
$sha256 = base64_encode(hash('sha256', $pdf, true));

// 1. A slot, and the upload with every header that is signed.
[, [$slot]] = call('POST', '/delivery/attachments/preload', $key, [
    ['preloadIdx' => '0', 'contentType' => 'application/pdf', 'sha256' => $sha256],
]);
[$uploaded] = call($slot['httpMethod'], $slot['url'], null, $pdf, [
    'content-type: application/pdf',
    "x-amz-meta-secret: {$slot['secret']}",
    "x-amz-checksum-sha256: $sha256",
]);

// 2. The request. The address decides what happens, as in the test environment.
[, $sent] = call('POST', '/delivery/v2.6/requests', $key, [
    'paProtocolNumber' => '2026-0001',
    'subject' => 'Sollecito di pagamento',
    'taxonomyCode' => '010101P',
    'senderDenomination' => $sender['denomination'],
    'senderTaxId' => $sender['taxId'],
    'notificationFeePolicy' => 'FLAT_RATE',
    'physicalCommunicationType' => 'AR_REGISTERED_LETTER',
    'documents' => [[
        'contentType' => 'application/pdf',
        'digests' => ['sha256' => $sha256],
        'ref' => ['key' => $slot['key'], 'versionToken' => $uploaded['x-amz-version-id']],
    ]],
    'recipients' => [[
        'recipientType' => 'PF',
        'taxId' => 'LRTFNC80A01F205B',
        'denomination' => 'Loretta Franco',
        'physicalAddress' => ['address' => 'VIA @OK_AR', 'zip' => '20121', 'municipality' => 'MILANO', 'province' => 'MI'],
    ]],
]);

// 3. The client polls. Here the clock stands still: the second read finds the validation done.
$query = http_build_query(['notificationRequestId' => $sent['notificationRequestId']]);
do {
    [, $status] = call('GET', "/delivery/v2.6/requests?$query", $key);
    if ($status['notificationRequestStatus'] === 'REFUSED') {
        throw new RuntimeException(json_encode($status['errors']));
    }
} while ($status['notificationRequestStatus'] !== 'ACCEPTED');

// 4. Weeks in a moment.
$until = ['iun' => $status['iun'], 'status' => 'EFFECTIVE_DATE'];
call('POST', '/_sim/clock/advance', $key, ['until' => $until, 'max' => 'P1Y']);
[, $detail] = call('GET', "/delivery/v2.9/notifications/sent/{$status['iun']}", $key);
foreach ($detail['timeline'] as $element) {
    echo $element['timestamp'], ' ', $element['category'], "\n";
}
echo $detail['notificationStatus'], "\n";

call('DELETE', "/_sim/sandboxes/{$sandbox['id']}");
