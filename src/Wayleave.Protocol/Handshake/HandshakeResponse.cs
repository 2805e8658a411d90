using System.Collections.Immutable;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Handshake;

/// <summary>The server's half of the opening handshake.</summary>
public static class HandshakeResponse
{
    /// <summary>The 101 that accepts a request which <see cref="HandshakeRequest.Check"/> finds sound.</summary>
    /// <param name="request">The request.</param>
    /// <param name="subprotocol">The subprotocol chosen out of those offered; null for none.</param>
    /// <param name="extensions">The value of <c>Sec-WebSocket-Extensions</c> agreed to; null for none.</param>
    /// <param name="extraHeaders">More lines, at the end; null for none.</param>
    /// <exception cref="ArgumentException">The request has no key.</exception>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2">RFC 6455 §4.2.2</seealso>
    public static ResponseHead Accept(
        RequestHead request, string? subprotocol = null, string? extensions = null, HeaderLines? extraHeaders = null)
    {
        var key = request.Headers.First("Sec-WebSocket-Key")
            ?? throw new ArgumentException("The request has no Sec-WebSocket-Key: check it first.", nameof(request));
        HeaderLines headers = [new("Upgrade", "websocket"), new("Connection", "Upgrade"), new("Sec-WebSocket-Accept", AcceptKey.For(key))];
        if (subprotocol is not null)
            headers = headers.With("Sec-WebSocket-Protocol", subprotocol);
        if (extensions is not null)
            headers = headers.With("Sec-WebSocket-Extensions", extensions);
        return new ResponseHead(HttpVersion.Http11, 101, "Switching Protocols", [.. headers, .. extraHeaders ?? HeaderLines.Empty]);
    }

    /// <summary>Everything in which an answer is not what a browser demands; empty if the socket is open.</summary>
    /// <param name="request">The request as sent.</param>
    /// <param name="response">The answer.</param>
    public static ImmutableArray<ResponseFlaw> Check(RequestHead request, ResponseHead response)
    {
        var headers = response.Headers;
        var accept = headers.First("Sec-WebSocket-Accept");
        if (response.StatusCode != 101)
            return accept is null ? [ResponseFlaw.StatusNot101] : [ResponseFlaw.StatusNot101, ResponseFlaw.StatusDisguised];

        var flaws = ImmutableArray.CreateBuilder<ResponseFlaw>();
        if (!headers.HasToken("Upgrade", "websocket"))
            flaws.Add(ResponseFlaw.UpgradeWrong);
        if (!headers.HasToken("Connection", "Upgrade"))
            flaws.Add(ResponseFlaw.ConnectionWrong);
        if (accept is null)
            flaws.Add(ResponseFlaw.AcceptMissing);
        else if (request.Headers.First("Sec-WebSocket-Key") is not { } key || headers.All("Sec-WebSocket-Accept").Any(one => one != AcceptKey.For(key)))
            flaws.Add(ResponseFlaw.AcceptWrong);
        if (CheckSubprotocol(request.Headers, headers) is { } subprotocolFlaw)
            flaws.Add(subprotocolFlaw);
        if (!DeflateNegotiation.TryReadAnswer(request.Headers, headers, out _))
            flaws.Add(ResponseFlaw.ExtensionNotOffered);
        return flaws.ToImmutable();
    }

    private static ResponseFlaw? CheckSubprotocol(HeaderLines request, HeaderLines response)
    {
        var offered = request.Tokens("Sec-WebSocket-Protocol").ToArray();
        var chosen = response.All("Sec-WebSocket-Protocol").ToArray();
        return (offered, chosen) switch
        {
            ([], []) => null,
            (_, []) => ResponseFlaw.SubprotocolMissing,
            // Subprotocols are compared with their case (RFC 6455 §11.3.4); the answer is one name, never a list.
            (_, [var one]) when offered.Contains(one) => null,
            _ => ResponseFlaw.SubprotocolNotOffered,
        };
    }
}
