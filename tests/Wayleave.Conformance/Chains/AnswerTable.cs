using System.Text;
using System.Text.RegularExpressions;

namespace Wayleave.Conformance.Chains;

/// <summary>Writes what every chain answers to a handful of requests: material for whoever writes a rule.</summary>
[Collection<ChainCollection>]
public sealed partial class AnswerTable(ChainWorld world)
{
    [Fact(Explicit = true)]
    public async Task Write_what_every_chain_answers()
    {
        var text = new StringBuilder("# What real chains answer\n");
        foreach (var chain in ChainTable.All.Where(c => world.Missing(c) is null))
        {
            var url = world.Url(chain);
            text.Append($"\n## {chain.Name}: {chain.Story}\nexpected: {chain.Verdict}, {chain.Cause ?? "nothing"} at {chain.Hop ?? "-"}\n");
            var own = PageOrigin.Of(url);
            Add("browser", await RawAnswer.ToAsync(url, own));
            Add("no Origin", await RawAnswer.ToAsync(url, null));
            Add("foreign Origin", await RawAnswer.ToAsync(url, "https://elsewhere.example"));
            Add("subprotocol offered", await RawAnswer.ToAsync(url, own, more: "Sec-WebSocket-Protocol: chat.v1\r\n"));
            Add("plain GET", await RawAnswer.ToAsync(url, null, upgrade: false));
            Add("plain GET /", await RawAnswer.ToAsync(new Uri(url, "/"), null, upgrade: false));
        }

        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable("WAYLEAVE_ANSWERS") ?? SourceTree.At("artifacts", "answers.md"), text.ToString());

        void Add(string what, RawAnswer answer)
        {
            var head = string.Join("; ", answer.Head.Split("\r\n").Skip(1).Where(h => !Dull().IsMatch(h)));
            var body = Spaces().Replace(answer.Body, " ");
            text.Append($"- {what}: {answer.Status}{(head.Length > 0 ? $" | {(head.Length > 300 ? head[..300] : head)}" : "")}{(body.Length > 0 ? $" | `{(body.Length > 160 ? body[..160] : body)}`" : "")}\n");
        }
    }

    [GeneratedRegex("^(date|content-length|x-filler|last-modified|etag|x-varnish|age|transfer-encoding|keep-alive|x-frame-options|x-content-type-options|referrer-policy|cross-origin-opener-policy)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dull();

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
