using System.Text;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Http;

namespace Wayleave.Fuzz.Targets;

internal static class Extensions
{
    public static FuzzTarget Target { get; } = new(
        "extensions",
        "Whatever is offered, what the server agrees to is an answer that the client who offered it takes, and both mean the same.",
        [
            FuzzTarget.Text("permessage-deflate; client_max_window_bits"),
            FuzzTarget.Text("x; a=\"b\", permessage-deflate; server_max_window_bits=10; client_max_window_bits=15; server_no_context_takeover; client_no_context_takeover"),
        ],
        (input, _) =>
        {
            HeaderLines request = [new("Sec-WebSocket-Extensions", Encoding.Latin1.GetString(input))];
            if (DeflateNegotiation.Accept(request, out var ours) is not { } answer)
                return DeflateNegotiation.TryReadAnswer(request, request, out var unasked) && unasked is not null ? "declined, yet its echo was taken" : null;
            return DeflateNegotiation.TryReadAnswer(request, [new("Sec-WebSocket-Extensions", answer)], out var theirs) && theirs == ours
                ? null
                : $"answer {answer}: server {ours}, client {theirs}";
        });
}
