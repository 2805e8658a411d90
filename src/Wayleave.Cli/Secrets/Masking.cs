using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Secrets;

/// <summary>Takes the secrets out of a run and leaves what is needed to judge it.</summary>
/// <remarks>
/// A secret is found by where it stands (a cookie, a token in a URL), written down, and then masked wherever else it turns up: in a body that
/// repeats the request, in an echoed frame. The run is walked as JSON, so that a fact added later is covered too. Masking a masked run changes nothing.
/// </remarks>
internal static class Masking
{
    // Words of ours, and names that rules compare: nothing of a secret can be in them.
    private static readonly HashSet<string> s_structure =
    [
        "schema", "kind", "id", "name", "variation", "route", "method", "version", "stage", "opcode", "mode", "alpn", "resolver", "host",
        "server_name", "page_origin", "flaws", "header_names", "routes", "not_before", "not_after", "address", "addresses", "app",
    ];

    /// <summary>The run without its secrets.</summary>
    /// <param name="run">The run.</param>
    public static Run Of(Run run)
    {
        JsonNode tree = JsonSerializer.SerializeToNode(run, FactsJson.Default.Run)!;
        var given = new HashSet<string>(run.Asked.HeaderNames, StringComparer.OrdinalIgnoreCase);
        var ledger = new SecretLedger(FirstFreeNumber(tree), PlainTexts(run));
        Walk(tree, null, null, Note);
        Walk(tree, null, null, MaskAll);
        return tree.Deserialize(FactsJson.Default.Run)!;

        string Note(string text, string? property, string? header)
        {
            foreach (Spot spot in Find(text, property, header)) ledger.Add(text.Substring(spot.Start, spot.Length));
            return text;
        }

        string MaskAll(string text, string? property, string? header)
        {
            string masked = text;
            List<Spot> spots = Find(text, property, header);
            for (int i = spots.Count - 1; i >= 0; i--)
            {
                masked = masked[..spots[i].Start] + ledger.MaskFor(text.Substring(spots[i].Start, spots[i].Length)) + masked[spots[i].End..];
            }

            return ledger.Sweep(masked, cut: property is "body" or "text");
        }

        List<Spot> Find(string text, string? property, string? header) =>
            header is not null ? SecretFinder.InHeader(header, text, given.Contains(header)) :
            property is "subprotocol" or "subprotocols" ? SecretFinder.InSubprotocols(text) :
            SecretFinder.InText(text);
    }

    // Visits every string that may hold a secret, with the property it stands in, or the header whose value it is.
    private static void Walk(JsonNode? node, string? property, string? header, Func<string, string?, string?, string> visit)
    {
        switch (node)
        {
            case JsonObject fields:
                string? name = fields["value"] is not null && fields["name"] is JsonValue spelled && spelled.TryGetValue(out string? text) ? text : null;
                foreach ((string key, JsonNode? child) in fields.ToArray())
                {
                    if (!s_structure.Contains(key)) Change(child, key, key == "value" ? name : null, changed => fields[key] = changed);
                }

                break;
            case JsonArray items:
                for (int i = 0; i < items.Count; i++)
                {
                    int at = i;
                    Change(items[i], property, header, changed => items[at] = changed);
                }

                break;
        }

        void Change(JsonNode? child, string? key, string? headerName, Action<string> replace)
        {
            if (child is JsonValue value && value.TryGetValue(out string? text))
            {
                string changed = visit(text, key, headerName);
                if (changed != text) replace(changed);
            }
            else
            {
                Walk(child, key, headerName, visit);
            }
        }
    }

    private static int FirstFreeNumber(JsonNode tree)
    {
        int highest = 0;
        Walk(tree, null, null, (text, _, _) =>
        {
            foreach (Match mask in Mask.Pattern().Matches(text)) highest = Math.Max(highest, int.Parse(mask.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            return text;
        });
        return highest + 1;
    }

    private static IEnumerable<string> PlainTexts(Run run)
    {
        if (Uri.TryCreate(run.Target.Url, UriKind.Absolute, out Uri? url))
        {
            yield return url.IdnHost;
            yield return url.AbsolutePath;
        }

        yield return run.Asked.PageOrigin;
        foreach (string route in run.Asked.Routes) yield return route;
    }
}
