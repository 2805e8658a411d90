using System.Collections.Immutable;
using System.Text.Json;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tickets.Vouching;

/// <summary>Asks the app who a caller is: by the caller's own cookies and credentials.</summary>
/// <param name="client">Asks.</param>
/// <param name="pseudonym">This process's name in Via.</param>
/// <param name="time">The clock.</param>
internal sealed class ForwardVoucher(AskedClient client, string pseudonym, TimeProvider time)
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16 };
    private static readonly string[] s_passed = ["Authorization", "Origin", "User-Agent", "Accept-Language"];

    /// <summary>Asks.</summary>
    /// <param name="received">The caller's request.</param>
    /// <param name="url">What is asked.</param>
    /// <param name="style">Which headers tell the app who calls.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<VouchOutcome> AskAsync(Received received, Uri url, ForwardedStyle style, CancellationToken cancellationToken)
    {
        var violation = OutgoingHeaders.Build(
            Passed(received.Request.Headers), new OutgoingContext(received.Client, RequestVersion.Http11, new HostPolicy(HostKind.Upstream), new DestinationSettings(url), style, pseudonym) { HidesCarryCookie = true }, out var headers);
        if (violation != GuardViolation.None)
            return new VouchOutcome.Unknown(violation.StatusCode(), violation.Describe());
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        var (status, body, trouble) = await client.AskAsync(request, cancellationToken).ConfigureAwait(false);
        return trouble is not null ? trouble : status switch
        {
            200 => Read(body) is { } vouched ? vouched : new VouchOutcome.Unknown(502, "the app vouches for nobody: its answer is no {\"sub\":\"…\"} that makes sense"),
            401 or 403 => new VouchOutcome.Against(status, $"the app answers {status}"),
            _ => new VouchOutcome.Unknown(502, $"the app answers {status}, not 200, 401 or 403"),
        };
    }

    // HTTP/2 cuts cookies into lines; HTTP/1.1 knows one.
    private static HeaderLines Passed(HeaderLines headers)
    {
        HeaderLines passed = [.. headers.Where(line => s_passed.Any(line.Is) || line.Is("Via"))];
        return headers.Contains("Cookie") ? passed.With("Cookie", string.Join("; ", headers.All("Cookie"))) : passed;
    }

    private VouchOutcome.For? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, s_options);
            var said = document.RootElement;
            if (said.ValueKind != JsonValueKind.Object || !said.TryGetProperty("sub", out var sub) || sub.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)
                || TicketRequest.WrongSubject(sub.ToString()) is not null || !TicketRequest.TryReadChannels(said, out var channels, out _))
                return null;
            TimeSpan? life = null;
            if (said.TryGetProperty("expires_in", out var seconds) && !TicketRequest.TryReadLife(seconds, out life))
                return null;
            return new VouchOutcome.For(sub.ToString(), channels, life is { } left ? time.GetUtcNow() + left : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON; or half a surrogate pair, which is JSON and no text.
            return null;
        }
    }
}
