using System.Buffers;
using System.Text;
using Wayleave.Protocol.Carry.Pages;

namespace Wayleave.Fuzz.Targets;

internal static class ContentPolicyTexts
{
    private static readonly SearchValues<char> s_unfit = SearchValues.Create("\"'<>& ");

    private static readonly ScriptSource s_source = new("https", "app.example", 443, "sha256-AAAA");

    public static FuzzTarget Target { get; } = new(
        "content-policies",
        "A policy that lets the script through stays as it is when it is asked to once more, and a nonce holds nothing that ends an attribute.",
        [
            FuzzTarget.Text("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic', connect-src wss://app.example:443/; script-src-elem https:"),
            FuzzTarget.Text("script-src 'unsafe-inline' *.example ; sandbox allow-scripts allow-same-origin;;"),
            FuzzTarget.Text("DEFAULT-SRC\t'NONE';script-src 'sha512-a=='"),
        ],
        (input, _) =>
        {
            // A header's value is one line.
            var text = Encoding.Latin1.GetString(input).Replace('\r', ' ').Replace('\n', ' ');
            if (ContentPolicies.Admit([text], s_source) is not { } once)
                return null;
            if (once.Nonce is { } nonce && nonce.AsSpan().ContainsAny(s_unfit))
                return $"a nonce {nonce}";
            var twice = ContentPolicies.Admit(once.Values, s_source);
            return twice is not null && twice.Values[0] == once.Values[0] ? null : $"{once.Values[0]} becomes {twice?.Values[0] ?? "a sandbox"}";
        });
}
