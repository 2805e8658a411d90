using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Wayleave.Protocol.Edges;

/// <summary>What a file of edge ranges says: the lists in it, or everything that is wrong with it.</summary>
/// <remarks>
/// <code>
/// { "edges": [ { "provider": "cloudflare", "source": "https://…", "as_of": "2023-09-28",
///                "faces": "clients-and-origins" or "origins" (default), "networks": [ "173.245.48.0/20", … ] } ] }
/// </code>
/// A list without a network is an error: whoever names an edge and gives it none would be told later that nobody is trusted.
/// </remarks>
/// <param name="Lists">The lists in the order of the file; empty where there are errors.</param>
/// <param name="Errors">What is wrong, each with its place, such as <c>edges[0].networks[2]: '10.0.0.0/33' is no network</c>; empty if nothing is.</param>
public sealed record EdgeRangeFile(ImmutableArray<EdgeRangeList> Lists, ImmutableArray<string> Errors)
{
    private static readonly JsonDocumentOptions s_json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads the text of a file.</summary>
    /// <param name="json">The text.</param>
    public static EdgeRangeFile Parse(string json)
    {
        var errors = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, s_json);
            EdgeRangeList[] lists = [.. ReadAll(document.RootElement, errors)];
            return errors.Count > 0 ? new([], [.. errors]) : new([.. lists], []);
        }
        catch (JsonException e)
        {
            return new([], [$"line {e.LineNumber + 1}: this is not JSON"]);
        }
    }

    private static IEnumerable<EdgeRangeList> ReadAll(JsonElement root, List<string> errors)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("edges", out var edges) || edges.ValueKind != JsonValueKind.Array)
        {
            errors.Add("edges: a list is missing");
            yield break;
        }

        var seen = new HashSet<string>();
        var index = 0;
        foreach (var edge in edges.EnumerateArray())
        {
            var place = $"edges[{index++}]";
            if (edge.ValueKind != JsonValueKind.Object)
                errors.Add($"{place}: this is no object");
            else if (ReadOne(edge, place, errors) is not { } list)
                continue;
            else if (seen.Add(list.Provider))
                yield return list;
            else
                errors.Add($"{place}.provider: '{list.Provider}' stands twice");
        }
    }

    private static EdgeRangeList? ReadOne(JsonElement edge, string place, List<string> errors)
    {
        var provider = Text(edge, "provider", place, errors);
        var source = Text(edge, "source", place, errors);
        var faces = Text(edge, "faces", place, errors, "origins");
        var asOf = Text(edge, "as_of", place, errors, "");
        DateOnly day = default;
        if (faces is not ("origins" or "clients-and-origins" or null))
            errors.Add($"{place}.faces: '{faces}' is neither 'origins' nor 'clients-and-origins'");
        if (asOf is { Length: > 0 } && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            errors.Add($"{place}.as_of: '{asOf}' is no date such as 2023-09-28");
        var networks = Networks(edge, place, errors);
        return provider is null || source is null || networks.IsEmpty
            ? null
            : new(provider, source, day == default ? null : day, faces == "clients-and-origins", networks);
    }

    private static string? Text(JsonElement edge, string name, string place, List<string> errors, string? absent = null)
    {
        if (!edge.TryGetProperty(name, out var value))
        {
            if (absent is null)
                errors.Add($"{place}.{name}: it is missing");
            return absent;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        errors.Add($"{place}.{name}: this is no text");
        return null;
    }

    private static ImmutableArray<IPNetwork> Networks(JsonElement edge, string place, List<string> errors)
    {
        if (!edge.TryGetProperty("networks", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            errors.Add($"{place}.networks: a list of at least one network is missing");
            return [];
        }

        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.String && IPNetwork.TryParse(entry.GetString(), out var network))
                networks.Add(network);
            else
                errors.Add($"{place}.networks[{index}]: {Shown(entry)} is no network such as 10.0.0.0/8");
            index++;
        }

        return networks.ToImmutable();
    }

    private static string Shown(JsonElement entry) => entry.ValueKind == JsonValueKind.String ? $"'{entry.GetString()}'" : entry.GetRawText();
}
