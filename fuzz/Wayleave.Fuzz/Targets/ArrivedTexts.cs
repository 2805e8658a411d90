using Wayleave.Protocol.Echo;

namespace Wayleave.Fuzz.Targets;

internal static class ArrivedTexts
{
    public static FuzzTarget Target { get; } = new(
        "arrived",
        "What claims to be a far end's report is read or is none; what is read says the same when it is written and read again.",
        [
            FuzzTarget.Text("""{"version":"HTTP/1.1","method":"GET","path":"/","headers":[{"name":"Host","value":"a"}],"peer_address":"127.0.0.1","tls":false}"""),
            FuzzTarget.Text("null"),
        ],
        (input, _) =>
        {
            if (Arrived.FromJson(input) is not { } arrived)
                return null;
            var again = Arrived.FromJson(arrived.ToJson());
            return again is not null && again.ToJson().AsSpan().SequenceEqual(arrived.ToJson()) ? null : "it changed";
        });
}
